using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Parameters;

public sealed class RcptParametersTests
{
    private static readonly Arbitrary<RcptParameters> s_parameters = (
        from notify in Gen.Elements(0, 1, 2, 4, 6, 8, 10, 12, 14)
        from recipient in Gen.Elements(null, new OriginalRecipient("rfc822", "a+2Bb@example.test"), new OriginalRecipient("utf-8", "\\x{FC}@example.test"))
        select new RcptParameters { Notify = (DsnNotify)notify, OriginalRecipient = recipient }).ToArbitrary();

    [Theory]
    [InlineData("NOTIFY=never", DsnNotify.Never)]
    [InlineData("NOTIFY=DELAY,SUCCESS", DsnNotify.Delay | DsnNotify.Success)]
    public void Notify_is_read(string text, DsnNotify notify) => Assert.Equal(notify, Read(text).Notify);

    [Fact]
    public void An_original_recipient_is_kept_as_it_was_encoded()
    {
        var recipient = Read("ORCPT=rfc822;Bob+20B@example.test").OriginalRecipient;

        Assert.Equal(("rfc822", "Bob+20B@example.test", "Bob B@example.test", false),
            (recipient?.AddressType, recipient?.EncodedAddress, recipient?.Address, recipient?.NeedsSmtpUtf8));
    }

    [Fact]
    public void An_original_recipient_in_utf8_needs_smtputf8()
    {
        const string line = "RCPT TO:<a@b.test> ORCPT=utf-8;\u00c3\u00bc@example.test";

        Assert.Equal(SmtpSyntaxReason.BadParameterValue, Wire.Error(line).Reason);
        Assert.True(Assert.IsType<RcptCommand>(Wire.Parse(line, smtpUtf8: true)).Parameters.OriginalRecipient?.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("NOTIFY", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("NOTIFY=MAYBE", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("NOTIFY=NEVER,DELAY", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("NOTIFY=DELAY,DELAY", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("NOTIFY=DELAY,", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("NOTIFY=DELAY NOTIFY=DELAY", SmtpSyntaxReason.RepeatedParameter)]
    [InlineData("ORCPT=a@b.test", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ORCPT=rfc822;", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ORCPT=;a@b.test", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ORCPT=rfc822;a+0Ab", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ORCPT=rf(c;a@b.test", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=5", SmtpSyntaxReason.MisplacedParameter)]
    [InlineData("X=5", SmtpSyntaxReason.UnknownParameter)]
    public void A_bad_parameter_has_a_reason(string text, SmtpSyntaxReason reason) => Assert.Equal(reason, Wire.Error($"RCPT TO:<a@b.test> {text}").Reason);

    [Fact]
    public void Original_recipients_have_500_octets_at_most()
    {
        Assert.NotNull(Read($"ORCPT=rfc822;{new string('a', 493)}").OriginalRecipient);
        Assert.Equal(SmtpSyntaxReason.BadParameterValue, Wire.Error($"RCPT TO:<a@b.test> ORCPT=rfc822;{new string('a', 494)}").Reason);
    }

    [Fact]
    public void Dsn_must_have_been_announced()
        => Assert.Equal(SmtpSyntaxReason.ParameterNotOffered, Wire.Error("RCPT TO:<a@b.test> NOTIFY=NEVER", SmtpExtensions.None).Reason);

    [Fact]
    public void Written_parameters_read_as_the_same_parameters()
        => Prop.ForAll(s_parameters, parameters =>
        {
            var command = new RcptCommand(ForwardPath.Postmaster, parameters);
            Assert.Equal(command, Wire.Parse(Wire.Format(command)[..^2]));
        }).QuickCheckThrowOnFailure();

    private static RcptParameters Read(string text) => Assert.IsType<RcptCommand>(Wire.Parse($"RCPT TO:<a@b.test> {text}")).Parameters;
}
