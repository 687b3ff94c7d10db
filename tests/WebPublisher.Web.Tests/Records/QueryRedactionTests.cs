using System.Collections.Frozen;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class QueryRedactionTests
{
    private static readonly FrozenSet<string> Loggable = new[] { "_task", "Cmd", "wsdl" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [Theory]
    [InlineData("", "")]
    [InlineData("?", "")]
    [InlineData("?_task=mail", "_task=mail")]
    [InlineData("_task=mail", "_task=mail")]
    [InlineData("?_TASK=mail&cmd=Sync", "_TASK=mail&cmd=Sync")]
    [InlineData("?_task=mail&_token=s3cret", "_task=mail&_token=*")]
    [InlineData("?_task=mail&_token=s3cret&_task=login", "_task=mail&_token=*&_task=login")]
    [InlineData("?_token=", "_token=")]
    [InlineData("?_token", "*")]
    [InlineData("?wsdl", "wsdl")]
    [InlineData("?wsdl&s3cret", "wsdl&*")]
    [InlineData("?_task=mail;_token=s3cret", "_task=mail;_token=*")]
    [InlineData("?&&_task=mail&&", "&&_task=mail&&")]
    [InlineData("?=s3cret", "=*")]
    [InlineData("?a=b=s3cret", "a=*")]
    [InlineData("?eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl", "*")]
    [InlineData("?c2VjcmV0LXRva2VuLTE=", "*")]
    [InlineData("?c2VjcmV0LXRva2VuLQ==", "*")]
    [InlineData("?token%3Ds3cret=1", "*")]
    [InlineData("?%5Ftask=s3cret", "%5Ftask=*")]
    [InlineData("?_task=a\r\nb c\u0000\u001b[31m", "_task=a%0D%0Ab%20c%00%1B[31m")]
    [InlineData("?_task=\u00fc\u202e", "_task=%C3%BC%E2%80%AE")]
    [InlineData("?na\nme=x", "na%0Ame=*")]
    public void Only_listed_parameters_keep_their_value(string query, string expected) => Assert.Equal(expected, QueryRedaction.Redact(query, Loggable));

    [Fact]
    public void A_name_too_long_for_a_name_is_taken_for_a_secret() =>
        Assert.Equal("*=*", QueryRedaction.Redact("?" + new string('x', 65) + "=1", Loggable));

    [Fact]
    public void The_value_of_a_listed_parameter_is_bounded() =>
        Assert.Equal("_task=" + new string('m', 256) + "...&a=*", QueryRedaction.Redact("?_task=" + new string('m', 5000) + "&a=1", Loggable));

    [Theory]
    [InlineData("a=1&")]
    [InlineData("&")]
    [InlineData("_task=\u00fc\u00fc\u00fc&")]
    [InlineData("a")]
    public void A_huge_query_is_cut_with_an_ellipsis_or_collapses(string part)
    {
        var redacted = QueryRedaction.Redact("?" + string.Concat(Enumerable.Repeat(part, 100_000)), Loggable);

        Assert.True(redacted is "*" || redacted.EndsWith("...", StringComparison.Ordinal));
        Assert.True(redacted.Length <= QueryRedaction.MaximumLength);
    }

    [Fact]
    public void Whatever_is_sent_the_result_is_short_and_printable() => Prop.ForAll((string? query) =>
    {
        var redacted = QueryRedaction.Redact("?" + query, Loggable);
        return redacted.Length <= QueryRedaction.MaximumLength && redacted.All(character => character is > ' ' and < '\u007f');
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_unlisted_value_survives_wherever_it_stands() => Prop.ForAll((string? before, string? after, NonNull<string> name) =>
    {
        const string Secret = "s3cretS3cret";
        var parameter = name.Get.Equals("_task", StringComparison.OrdinalIgnoreCase) ? "x" : name.Get.Replace('=', 'x');
        parameter = Loggable.Contains(parameter.Split('&', ';')[^1]) ? "x" : parameter;
        var redacted = QueryRedaction.Redact($"?{before}&{parameter}={Secret}&{after}", Loggable);
        return !redacted.Contains(Secret, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_any_list_everything_is_redacted() => Assert.Equal("_task=*", QueryRedaction.Redact("?_task=mail", FrozenSet<string>.Empty));

    [Fact]
    public void Redaction_into_a_buffer_allocates_nothing()
    {
        var buffer = new char[QueryRedaction.MaximumLength];
        QueryRedaction.Redact("?_task=mail&_token=s3cret", Loggable, buffer);
        QueryRedaction.Redact("", Loggable);

        var before = GC.GetAllocatedBytesForCurrentThread();
        QueryRedaction.Redact("?_task=mail&_token=s3cret", Loggable, buffer);
        QueryRedaction.Redact("", Loggable);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
