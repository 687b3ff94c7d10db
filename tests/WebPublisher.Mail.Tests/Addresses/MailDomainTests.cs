using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Tests.Addresses;

public sealed class MailDomainTests
{
    [Theory]
    [InlineData("example.test", "example.test", true)]
    [InlineData("mail.Example.test", "example.TEST", true)]
    [InlineData("badexample.test", "example.test", false)]
    [InlineData("example.test", "mail.example.test", false)]
    [InlineData("[192.0.2.1]", "[192.0.2.1]", true)]
    [InlineData("192.0.2.1", "[192.0.2.1]", false)]
    public void A_domain_is_below_another_at_label_boundaries(string domain, string other, bool expected)
        => Assert.Equal(expected, Parse(domain).IsSameOrBelow(Parse(other)));

    [Theory]
    [InlineData("example.test", MailDomainKind.Name, null)]
    [InlineData("[192.0.2.1]", MailDomainKind.Ipv4Literal, "192.0.2.1")]
    [InlineData("[IPv6:2001:db8::1]", MailDomainKind.Ipv6Literal, "2001:db8::1")]
    [InlineData("[x25:1]", MailDomainKind.GeneralLiteral, null)]
    public void Forms_are_told_apart(string text, MailDomainKind kind, string? address)
        => Assert.Equal((kind, address), (Parse(text).Kind, Parse(text).Address?.ToString()));

    [Fact]
    public void A_label_that_only_looks_encoded_is_shown_as_it_is() => Assert.Equal("xn--zzzzzz99999.test", Parse("xn--zzzzzz99999.test").Unicode);

    [Fact]
    public void U_labels_and_their_a_labels_are_one_domain() => Assert.Equal(Parse("xn--fsqu00a.test"), Parse("\u4f8b\u5b50.test"));

    private static MailDomain Parse(string text) => MailDomain.TryParse(text, out var domain, out var reason) ? domain : throw new ArgumentException($"{text}: {reason}", nameof(text));
}
