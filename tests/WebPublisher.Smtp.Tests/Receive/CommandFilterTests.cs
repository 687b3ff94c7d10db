using System.Collections.Frozen;
using WebPublisher.Mail.Smtp;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class CommandFilterTests
{
    [Fact]
    public void Lengths_are_without_the_line_end_and_missing_verbs_are_disabled()
    {
        var filter = new CommandFilter(SmtpFilterPolicy.Default);
        Assert.Equal(1292, filter.Lengths[SmtpVerb.Mail]);
        Assert.Equal(514, filter.Lengths[SmtpVerb.Ehlo]);
        Assert.False(filter.IsEnabled(SmtpVerb.Vrfy));
        Assert.False(filter.IsEnabled(SmtpVerb.Expn));
        Assert.True(filter.IsEnabled(SmtpVerb.Unknown));
        Assert.DoesNotContain(SmtpVerb.Vrfy, filter.Enabled);
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_is_the_nearest_that_can()
    {
        var filter = new CommandFilter(new SmtpFilterPolicy(new Dictionary<string, int>(StringComparer.Ordinal) { ["AUTH"] = 20000, ["NOOP"] = 1 }.ToFrozenDictionary(StringComparer.Ordinal)));
        Assert.Equal(12288, filter.Lengths[SmtpVerb.Auth]);
        Assert.Equal(6, filter.Lengths[SmtpVerb.Noop]);
    }

    [Fact]
    public void An_argument_that_a_verb_does_not_take_is_refused_as_such_and_not_by_its_length() =>
        Assert.Equal(512, new CommandFilter(SmtpFilterPolicy.Default).Lengths[SmtpVerb.Rset]);
}
