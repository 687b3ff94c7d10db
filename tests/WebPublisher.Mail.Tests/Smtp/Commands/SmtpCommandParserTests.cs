using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Commands;

public sealed class SmtpCommandParserTests
{
    [Theory]
    [InlineData("HELO client.test", "HELO client.test")]
    [InlineData("ehlo [192.0.2.1] ", "EHLO [192.0.2.1]")]
    [InlineData("mail from:<a@client.test>", "MAIL FROM:<a@client.test>")]
    [InlineData("MAIL FROM:<>", "MAIL FROM:<>")]
    [InlineData("MAIL FROM:<a@client.test>  SIZE=5   BODY=8bitmime ", "MAIL FROM:<a@client.test> SIZE=5 BODY=8BITMIME")]
    [InlineData("RCPT TO:<\"user\"@CORP.test>", "RCPT TO:<user@corp.test>")]
    [InlineData("rcpt to:<POSTMASTER>", "RCPT TO:<postmaster>")]
    [InlineData("DATA", "DATA")]
    [InlineData("data  ", "DATA")]
    [InlineData("BDAT 0", "BDAT 0")]
    [InlineData("bdat 138 last", "BDAT 138 LAST")]
    [InlineData("RSET", "RSET")]
    [InlineData("NOOP whatever this is", "NOOP")]
    [InlineData("QUIT", "QUIT")]
    [InlineData("HELP", "HELP")]
    [InlineData("HELP MAIL", "HELP MAIL")]
    [InlineData("VRFY user", "VRFY user")]
    [InlineData("EXPN staff", "EXPN staff")]
    [InlineData("STARTTLS", "STARTTLS")]
    [InlineData("AUTH LOGIN", "AUTH LOGIN")]
    [InlineData("AUTH plain AHUAcA==", "AUTH PLAIN AHUAcA==")]
    [InlineData("AUTH EXTERNAL =", "AUTH EXTERNAL =")]
    public void Commands_are_read_and_written_canonically(string line, string canonical)
    {
        var command = Wire.Parse(line);

        Assert.Equal(canonical + "\r\n", Wire.Format(command));
        Assert.Equal(canonical + "\r\n", Wire.Format(Wire.Parse(canonical)));
    }

    [Theory]
    [InlineData("", SmtpSyntaxReason.EmptyLine)]
    [InlineData("RCPT TO:<user@corp.test>\nRCPT TO:<other@corp.test>", SmtpSyntaxReason.BareLineFeed)]
    [InlineData("EHLO a\rMAIL FROM:<x@y.test>", SmtpSyntaxReason.BareCarriageReturn)]
    [InlineData("EHLO a\r", SmtpSyntaxReason.BareCarriageReturn)]
    [InlineData("MAIL FROM:<a\0@client.test>", SmtpSyntaxReason.NulByte)]
    [InlineData("MAIL FROM:<a\a@client.test>", SmtpSyntaxReason.ControlCharacter)]
    [InlineData("MAIL\tFROM:<a@client.test>", SmtpSyntaxReason.ControlCharacter)]
    [InlineData("NOOP \u00e9", SmtpSyntaxReason.NonAscii)]
    [InlineData("EHLO b\u00fccher.test", SmtpSyntaxReason.NonAscii)]
    [InlineData("VRFY \u00e9", SmtpSyntaxReason.NonAscii)]
    [InlineData("HELO", SmtpSyntaxReason.MissingArgument)]
    [InlineData("EHLO ", SmtpSyntaxReason.MissingArgument)]
    [InlineData("EHLO a b", SmtpSyntaxReason.BadClientName)]
    [InlineData("EHLO (", SmtpSyntaxReason.BadClientName)]
    [InlineData("MAIL", SmtpSyntaxReason.MissingArgument)]
    [InlineData("MAIL <a@client.test>", SmtpSyntaxReason.MissingPathKeyword)]
    [InlineData("MAIL FROM :<a@client.test>", SmtpSyntaxReason.MissingPathKeyword)]
    [InlineData("MAIL  FROM:<a@client.test>", SmtpSyntaxReason.MissingPathKeyword)]
    [InlineData("MAIL TO:<a@client.test>", SmtpSyntaxReason.MissingPathKeyword)]
    [InlineData("RCPT FROM:<a@client.test>", SmtpSyntaxReason.MissingPathKeyword)]
    [InlineData("RSET now", SmtpSyntaxReason.UnexpectedArgument)]
    [InlineData("DATA x", SmtpSyntaxReason.UnexpectedArgument)]
    [InlineData("QUIT x", SmtpSyntaxReason.UnexpectedArgument)]
    [InlineData("STARTTLS x", SmtpSyntaxReason.UnexpectedArgument)]
    [InlineData("VRFY", SmtpSyntaxReason.MissingArgument)]
    [InlineData("AUTH", SmtpSyntaxReason.MissingArgument)]
    [InlineData("AUTH PL;AIN", SmtpSyntaxReason.BadMechanism)]
    [InlineData("AUTH ABCDEFGHIJKLMNOPQRSTU", SmtpSyntaxReason.BadMechanism)]
    [InlineData("AUTH PLAIN AHUAcA=", SmtpSyntaxReason.BadBase64)]
    [InlineData("AUTH PLAIN A B", SmtpSyntaxReason.BadBase64)]
    [InlineData("AUTH PLAIN *", SmtpSyntaxReason.BadBase64)]
    [InlineData("BDAT", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT ", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT abc", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT -1", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT +1", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT 0x10", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT 5 5", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT 5 LATER", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT 5 LAST LAST", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT LAST", SmtpSyntaxReason.BadChunkArgument)]
    [InlineData("BDAT 18446744073709551617", SmtpSyntaxReason.BadChunkArgument)]
    public void What_is_no_command_has_a_reason(string line, SmtpSyntaxReason reason) => Assert.Equal(reason, Wire.Error(line).Reason);

    [Theory]
    [InlineData("MAIL FROM: <a@client.test>", AddressReason.SpaceBeforePath)]
    [InlineData("MAIL FROM:a@client.test", AddressReason.MissingBracket)]
    [InlineData("MAIL FROM:<a@client.test", AddressReason.UnclosedBracket)]
    [InlineData("MAIL FROM:<a@client.test><b@client.test>", AddressReason.TrailingText)]
    [InlineData("MAIL FROM:", AddressReason.Empty)]
    [InlineData("RCPT TO:<>", AddressReason.NullPath)]
    [InlineData("RCPT TO:<nobody>", AddressReason.MissingDomain)]
    public void A_bad_path_tells_what_is_wrong_with_it(string line, AddressReason address)
        => Assert.Equal(new SmtpSyntaxError(SmtpSyntaxReason.BadPath, address), Wire.Error(line));

    [Fact]
    public void Only_a_bdat_that_cannot_be_read_loses_the_framing()
    {
        Assert.True(Wire.Error("BDAT 5 LATER").LosesFraming);
        Assert.False(Wire.Error("DATA x").LosesFraming);
    }

    [Theory]
    [InlineData("FOOBAR", ForeignProtocol.None)]
    [InlineData("XCLIENT ADDR=10.0.0.1", ForeignProtocol.None)]
    [InlineData(" MAIL FROM:<a@b.test>", ForeignProtocol.None)]
    [InlineData("GET / HTTP/1.1", ForeignProtocol.Http)]
    [InlineData("POST /x", ForeignProtocol.Http)]
    [InlineData("PROPFIND / HTTP/1.1", ForeignProtocol.Http)]
    [InlineData("Subject: x", ForeignProtocol.MessageHeader)]
    [InlineData("PROXY TCP4 10.0.0.1 10.0.0.2 1 25", ForeignProtocol.ProxyProtocol)]
    public void An_unknown_verb_tells_what_it_looks_like(string line, ForeignProtocol looks)
        => Assert.Equal(looks, Assert.IsType<UnknownCommand>(Wire.Parse(line)).Looks);

    [Fact]
    public void Addresses_beyond_ascii_need_smtputf8()
    {
        const string user = "us\u00c3\u00a9r";

        Assert.Equal(SmtpSyntaxReason.PathNeedsSmtpUtf8, Wire.Error($"MAIL FROM:<{user}@client.test>").Reason);
        Assert.Equal(SmtpSyntaxReason.PathNeedsSmtpUtf8, Wire.Error($"RCPT TO:<{user}@client.test>").Reason);
        Assert.Equal(SmtpSyntaxReason.ParameterNotOffered, Wire.Error($"MAIL FROM:<{user}@client.test> SMTPUTF8", SmtpExtensions.None).Reason);
        Assert.True(Assert.IsType<MailCommand>(Wire.Parse($"MAIL FROM:<{user}@client.test> SMTPUTF8")).Sender.Mailbox?.NeedsSmtpUtf8);
        Assert.Equal($"RCPT TO:<{user}@client.test>\r\n", Wire.Format(Wire.Parse($"RCPT TO:<{user}@client.test>", smtpUtf8: true)));
        Assert.Equal(AddressReason.InvalidUtf8, Wire.Error("RCPT TO:<us\u00e9r@client.test>", smtpUtf8: true).Address);
    }

    [Fact]
    public void A_credential_is_read_but_never_shown()
    {
        var command = Assert.IsType<AuthCommand>(Wire.Parse("AUTH PLAIN AHUAcA=="));

        Assert.Equal("\0u\0p"u8.ToArray(), command.InitialResponse?.Octets.ToArray());
        Assert.DoesNotContain("AHUAcA", command.ToString(), StringComparison.Ordinal);
        Assert.Contains("redacted", command.ToString(), StringComparison.Ordinal);
    }
}
