using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Parameters;

public sealed class MailParametersTests
{
    private static readonly Arbitrary<MailParameters> s_parameters = (
        from size in Gen.Elements<long?>(null, 0, 1, 36_000_000, long.MaxValue)
        from body in Gen.Elements<BodyType?>(null, BodyType.SevenBit, BodyType.EightBitMime, BodyType.BinaryMime)
        from utf8 in Gen.Elements(true, false)
        from ret in Gen.Elements(DsnReturn.Unspecified, DsnReturn.Full, DsnReturn.Headers)
        from id in Gen.Elements(null, "QQ314159", "a+b=c d", "\"<>~")
        from auth in Gen.Elements(null, AuthenticatedSender.Unknown, new AuthenticatedSender(Address("e=mc2@example.test")), new AuthenticatedSender(Address("\"a b\"@[192.0.2.1]")))
        select new MailParameters { Size = size, Body = body, SmtpUtf8 = utf8, Return = ret, EnvelopeId = id, Auth = auth }).ToArbitrary();

    [Fact]
    public void All_parameters_are_read()
    {
        var parameters = Read("SIZE=840 BODY=BINARYMIME SMTPUTF8 RET=HDRS ENVID=QQ+2B3 AUTH=e+3Dmc2@example.test");

        Assert.Equal(
            new MailParameters
            {
                Size = 840,
                Body = BodyType.BinaryMime,
                SmtpUtf8 = true,
                Return = DsnReturn.Headers,
                EnvelopeId = "QQ+3",
                Auth = new AuthenticatedSender(Address("e=mc2@example.test")),
            },
            parameters);
    }

    [Theory]
    [InlineData("size=000007", 7L)]
    [InlineData("SIZE=0", 0L)]
    [InlineData("SIZE=9223372036854775807", long.MaxValue)]
    public void A_size_is_decimal(string text, long size) => Assert.Equal(size, Read(text).Size);

    [Theory]
    [InlineData("SIZE", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=", SmtpSyntaxReason.ParameterSyntax)]
    [InlineData("SIZE=+5", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=-5", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=0x10", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=1e3", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SIZE=5=5", SmtpSyntaxReason.ParameterSyntax)]
    [InlineData("SIZE=9223372036854775808", SmtpSyntaxReason.SizeOverflow)]
    [InlineData("SIZE=9999999999999999999999999999999999999999", SmtpSyntaxReason.SizeOverflow)]
    [InlineData("SIZE=5 SIZE=5", SmtpSyntaxReason.RepeatedParameter)]
    [InlineData("BODY", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("BODY=9BITMIME", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("SMTPUTF8=yes", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("RET=SOME", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ENVID=a+2", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ENVID=a+2b", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("ENVID=a+0A", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("AUTH=nobody", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("AUTH=a+0D@b.test", SmtpSyntaxReason.BadParameterValue)]
    [InlineData("FOO=BAR", SmtpSyntaxReason.UnknownParameter)]
    [InlineData("FOO", SmtpSyntaxReason.UnknownParameter)]
    [InlineData("NOTIFY=NEVER", SmtpSyntaxReason.MisplacedParameter)]
    [InlineData("ORCPT=rfc822;a@b.test", SmtpSyntaxReason.MisplacedParameter)]
    [InlineData("=5", SmtpSyntaxReason.ParameterSyntax)]
    [InlineData("-A=5", SmtpSyntaxReason.ParameterSyntax)]
    [InlineData("A_B=5", SmtpSyntaxReason.ParameterSyntax)]
    [InlineData("<b@client.test>", SmtpSyntaxReason.ParameterSyntax)]
    public void A_bad_parameter_has_a_reason(string text, SmtpSyntaxReason reason) => Assert.Equal(reason, Wire.Error($"MAIL FROM:<> {text}").Reason);

    [Theory]
    [InlineData("SIZE=5", SmtpExtensions.Size, SmtpSyntaxReason.ParameterNotOffered)]
    [InlineData("SMTPUTF8", SmtpExtensions.SmtpUtf8, SmtpSyntaxReason.ParameterNotOffered)]
    [InlineData("RET=FULL", SmtpExtensions.Dsn, SmtpSyntaxReason.ParameterNotOffered)]
    [InlineData("AUTH=<>", SmtpExtensions.Auth, SmtpSyntaxReason.ParameterNotOffered)]
    [InlineData("BODY=BINARYMIME", SmtpExtensions.Chunking, SmtpSyntaxReason.BadParameterValue)]
    [InlineData("BODY=8BITMIME", SmtpExtensions.EightBitMime, SmtpSyntaxReason.BadParameterValue)]
    public void What_was_not_announced_is_refused(string text, SmtpExtensions missing, SmtpSyntaxReason reason)
    {
        Assert.Equal(reason, Wire.Error($"MAIL FROM:<> {text}", Wire.Everything & ~missing).Reason);
        Wire.Parse($"MAIL FROM:<> {text}");
    }

    [Fact]
    public void Envelope_ids_have_100_octets_at_most()
    {
        Assert.Equal(100, Read($"ENVID={new string('a', 100)}").EnvelopeId?.Length);
        Assert.Equal(SmtpSyntaxReason.BadParameterValue, Wire.Error($"MAIL FROM:<> ENVID={new string('a', 101)}").Reason);
    }

    [Fact]
    public void Written_parameters_read_as_the_same_parameters()
        => Prop.ForAll(s_parameters, parameters =>
        {
            var command = new MailCommand(ReversePath.Null, parameters);
            Assert.Equal(command, Wire.Parse(Wire.Format(command)[..^2]));
        }).QuickCheckThrowOnFailure();

    private static MailParameters Read(string text) => Assert.IsType<MailCommand>(Wire.Parse($"MAIL FROM:<> {text}")).Parameters;

    private static MailAddress Address(string text) => MailAddress.TryParse(text, out var address, out _) ? address : throw new ArgumentException(text, nameof(text));
}
