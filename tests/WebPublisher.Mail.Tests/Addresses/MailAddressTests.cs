using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Tests.Addresses;

public sealed class MailAddressTests
{
    private static readonly string s_label63 = new('d', 63);

    private static readonly Arbitrary<string> s_addresses = (
        from local in Gen.Elements("a", "user.name", "!#$%&'*+-/=?^_`{|}~", "\"\"", "\"a b\"", "\"a\\\"b\"", "\"a\\\\b\"", "\"a@b\"", "\"u\\ser\"", "\"x.\"", "\u00fcser", "\"\u00fc x\"")
        from domain in Gen.Elements("example.test", "EXAMPLE.Test", "a-b.c", "[192.0.2.1]", "[IPv6:2001:DB8::1]", "[x25:4711]", "b\u00fccher.test", "xn--bcher-kva.test")
        select $"{local}@{domain}").ToArbitrary();

    [Theory]
    [InlineData("user@example.test", "user", "example.test")]
    [InlineData("User.Name+tag@EXAMPLE.Test", "User.Name+tag", "example.test")]
    [InlineData("!#$%&'*+-/=?^_`{|}~@example.test", "!#$%&'*+-/=?^_`{|}~", "example.test")]
    [InlineData("\"quoted\"@example.test", "quoted", "example.test")]
    [InlineData("\"a>b\"@example.test", "a>b", "example.test")]
    [InlineData("\"a\\\"b\\\\c\"@example.test", "a\"b\\c", "example.test")]
    [InlineData("\"\"@example.test", "", "example.test")]
    [InlineData("user@localhost", "user", "localhost")]
    [InlineData("user@192.0.2.1", "user", "192.0.2.1")]
    [InlineData("user@[192.0.2.1]", "user", "[192.0.2.1]")]
    [InlineData("user@[IPv6:2001:DB8:0::1]", "user", "[IPv6:2001:db8::1]")]
    [InlineData("user@[ipv6:::1]", "user", "[IPv6:::1]")]
    [InlineData("user@[x25:4711]", "user", "[x25:4711]")]
    public void Addresses_of_the_standard_are_read(string text, string local, string domain)
    {
        var address = Parse(text);

        Assert.Equal((local, domain), (address.LocalPart, address.Domain.Text));
        Assert.False(address.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("", AddressReason.LocalPartEmpty)]
    [InlineData("@example.test", AddressReason.LocalPartEmpty)]
    [InlineData("user", AddressReason.MissingDomain)]
    [InlineData("user@", AddressReason.DomainEmpty)]
    [InlineData(".user@example.test", AddressReason.MisplacedDot)]
    [InlineData("user.@example.test", AddressReason.MisplacedDot)]
    [InlineData("us..er@example.test", AddressReason.MisplacedDot)]
    [InlineData("us er@example.test", AddressReason.LocalPartSyntax)]
    [InlineData("us(er)@example.test", AddressReason.LocalPartSyntax)]
    [InlineData("us\"er@example.test", AddressReason.LocalPartSyntax)]
    [InlineData("us\aer@example.test", AddressReason.ControlCharacter)]
    [InlineData("\"us\0er\"@example.test", AddressReason.ControlCharacter)]
    [InlineData("\"user@example.test", AddressReason.UnterminatedQuote)]
    [InlineData("\"user\\", AddressReason.UnterminatedQuote)]
    [InlineData("\"us\"er@example.test", AddressReason.LocalPartSyntax)]
    [InlineData("user@@example.test", AddressReason.DomainSyntax)]
    [InlineData("user@example.test@other.test", AddressReason.TrailingText)]
    [InlineData("user@exa_mple.test", AddressReason.TrailingText)]
    [InlineData("user@-example.test", AddressReason.DomainSyntax)]
    [InlineData("user@example-.test", AddressReason.DomainSyntax)]
    [InlineData("user@example..test", AddressReason.DomainSyntax)]
    [InlineData("user@example.test.", AddressReason.DomainSyntax)]
    [InlineData("user@.example.test", AddressReason.DomainSyntax)]
    [InlineData("user@exam\0ple.test", AddressReason.ControlCharacter)]
    [InlineData("user@[192.0.2.256]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[192.0.02.1]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[192.0.2]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[192.0.2.1.5]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[IPv6:fe80::1%1]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[IPv6:192.0.2.1]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[IPv6:]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[]", AddressReason.AddressLiteralSyntax)]
    [InlineData("user@[x25:a b]", AddressReason.AddressLiteralSyntax)]
    public void What_is_no_address_has_a_reason(string text, AddressReason expected)
    {
        Assert.False(MailAddress.TryParse(Encoding.UTF8.GetBytes(text), smtpUtf8: false, out var address, out var reason));
        Assert.Equal((expected, null), (reason, address));
    }

    [Fact]
    public void Limits_are_those_of_the_standard()
    {
        Assert.Equal(AddressReason.None, Reason($"{new string('l', 64)}@example.test"));
        Assert.Equal(AddressReason.LocalPartTooLong, Reason($"{new string('l', 65)}@example.test"));
        Assert.Equal(AddressReason.None, Reason($"\"{new string('l', 62)}\"@example.test"));
        Assert.Equal(AddressReason.LocalPartTooLong, Reason($"\"{new string('l', 63)}\"@example.test"));
        Assert.Equal(AddressReason.None, Reason($"a@{s_label63}.test"));
        Assert.Equal(AddressReason.LabelTooLong, Reason($"a@d{s_label63}.test"));
        Assert.Equal(AddressReason.None, Reason($"a@{s_label63}.{s_label63}.{s_label63}.{s_label63}"));
        Assert.Equal(AddressReason.DomainTooLong, Reason($"a@{s_label63}.{s_label63}.{s_label63}.{s_label63}.d"));
    }

    [Theory]
    [InlineData("user%elsewhere.test@here.test", RelayTricks.PercentHack)]
    [InlineData("elsewhere.test!user@here.test", RelayTricks.BangPath)]
    [InlineData("\"user@elsewhere.test\"@here.test", RelayTricks.QuotedAt)]
    [InlineData("\"a%b!c@d\"@here.test", RelayTricks.PercentHack | RelayTricks.BangPath | RelayTricks.QuotedAt)]
    [InlineData("/etc/passwd@here.test", RelayTricks.LeadingSlash)]
    [InlineData("|/bin/sh@here.test", RelayTricks.LeadingPipe)]
    [InlineData("\"|/bin/sh -c x\"@here.test", RelayTricks.LeadingPipe)]
    [InlineData("-oQ/tmp@here.test", RelayTricks.LeadingHyphen)]
    [InlineData("\":include:/etc/x\"@here.test", RelayTricks.LeadingColon)]
    [InlineData("first.last+tag/x|y@here.test", RelayTricks.None)]
    public void Relay_tricks_are_recognised(string text, RelayTricks tricks) => Assert.Equal(tricks, Parse(text).Tricks);

    [Fact]
    public void Utf8_needs_to_be_asked_for()
    {
        Assert.Equal(AddressReason.NonAscii, Reason("\u00fcser@example.test"));
        Assert.Equal(AddressReason.NonAscii, Reason("user@b\u00fccher.test"));

        Assert.True(MailAddress.TryParse("\u00fcser@B\u00dcCHER.test", out var address, out _));
        Assert.True(address.NeedsSmtpUtf8);
        Assert.Equal(("xn--bcher-kva.test", "b\u00fccher.test"), (address.Domain.Text, address.Domain.Unicode));
        Assert.Equal("\u00fcser@xn--bcher-kva.test", address.ToString());
    }

    [Theory]
    [InlineData("\u00fc\u0085x@example.test", AddressReason.ControlCharacter)]
    [InlineData("\"\u2028x\"@example.test", AddressReason.ControlCharacter)]
    [InlineData("a@b\u3002c.test", AddressReason.InternationalDomainSyntax)]
    [InlineData("a@b\uff0ec.test", AddressReason.InternationalDomainSyntax)]
    [InlineData("a@\uff41.test", AddressReason.InternationalDomainSyntax)]
    [InlineData("a@\u0301a.test", AddressReason.InternationalDomainSyntax)]
    [InlineData("a@\u2028.test", AddressReason.ControlCharacter)]
    [InlineData("a@\u00fc..test", AddressReason.DomainSyntax)]
    [InlineData("a@\u00fc\u202e.test", AddressReason.InternationalDomainSyntax)]
    public void Utf8_that_deceives_is_refused(string text, AddressReason expected)
    {
        Assert.False(MailAddress.TryParse(text, out _, out var reason));
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void Octets_that_are_no_utf8_are_refused()
    {
        Assert.False(MailAddress.TryParse([(byte)'a', 0xC0, 0xAF, (byte)'@', (byte)'b'], smtpUtf8: true, out _, out var reason));
        Assert.Equal(AddressReason.InvalidUtf8, reason);
    }

    [Fact]
    public void Spellings_of_one_mailbox_are_equal()
    {
        Assert.Equal(Parse("user@example.test"), Parse("\"us\\er\"@EXAMPLE.TEST"));
        Assert.Equal(Parse("user@example.test").GetHashCode(), Parse("\"user\"@Example.test").GetHashCode());
        Assert.NotEqual(Parse("User@example.test"), Parse("user@example.test"));
        Assert.Equal(Parse("User@example.test"), Parse("user@example.test"), MailAddressComparer.IgnoreCase);
        Assert.NotEqual(Parse("user@other.test"), Parse("user@example.test"), MailAddressComparer.IgnoreCase);
        Assert.Equal(Parse("user@other.test"), Parse("user@example.test").At(Parse("x@other.test").Domain));
    }

    [Fact]
    public void A_formatted_address_reads_as_the_same_address()
        => Prop.ForAll(s_addresses, text =>
        {
            Assert.True(MailAddress.TryParse(text, out var address, out _), text);
            Assert.True(MailAddress.TryParse(address.ToString(), out var again, out var reason), $"{text}: {reason}");
            Assert.Equal(address, again);
        }).QuickCheckThrowOnFailure();

    private static MailAddress Parse(string text)
        => MailAddress.TryParse(Encoding.UTF8.GetBytes(text), smtpUtf8: false, out var address, out var reason) ? address : throw new ArgumentException($"{text}: {reason}", nameof(text));

    private static AddressReason Reason(string text)
    {
        return MailAddress.TryParse(Encoding.UTF8.GetBytes(text), smtpUtf8: false, out _, out var reason) ? AddressReason.None : reason;
    }
}
