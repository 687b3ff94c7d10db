using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Tests.Send.Connections;

public sealed class InnerNamesTests
{
    private static readonly InnerNames s_names = InnerNames.Of(
        new FrontEndServer("mbx01.inside.example", 25), SmtpReply.Create(220, "EX01.corp.example ESMTP"), SmtpReply.Create(250, "mail hello"));

    [Theory]
    [InlineData("OK: queued as 4F2A1", "OK: queued as 4F2A1")]
    [InlineData("queued on ex01.corp.example.", "queued on EDGE.")]
    [InlineData("<x@y> [InternalId=12, Hostname=EX01.corp.example] Queued mail for delivery", "<x@y> [InternalId=12, Hostname=EDGE] Queued mail for delivery")]
    [InlineData("mbx01.inside.example:25 said no", "EDGE:25 said no")]
    [InlineData("relay:mbx01.inside.example:25:ex01.corp.example: no", "relay:EDGE:25:EDGE: no")]
    [InlineData("host db7.intra.local and mta.lan", "host EDGE and EDGE")]
    [InlineData("not for [10.1.2.3] nor [IPv6:fe80::1] nor ::1", "not for [EDGE] nor [IPv6:EDGE] nor EDGE")]
    [InlineData("[192.0.2.1] is listed by bl.example.net", "[192.0.2.1] is listed by bl.example.net")]
    [InlineData("<bob@mbx01.inside.example>: no such user", "<bob@mbx01.inside.example>: no such user")]
    [InlineData("4.7.1 and 1.2 and mail stay", "4.7.1 and 1.2 and mail stay")]
    [InlineData("see https://www.example.com/help", "see https://www.example.com/help")]
    [InlineData("", "")]
    [InlineData("..: .", "..: .")]
    public void Names_of_the_inside_are_taken_out(string text, string expected) => Assert.Equal(expected, s_names.Hide(text, "EDGE"));

    [Fact]
    public void No_text_makes_it_fail_and_no_name_survives() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((before, after) =>
        {
            var hidden = s_names.Hide($"{before.Get} mbx01.inside.example {after.Get}", "EDGE");
            return hidden.Contains(" EDGE ", StringComparison.Ordinal) && !hidden.Contains(" mbx01.inside.example ", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
}
