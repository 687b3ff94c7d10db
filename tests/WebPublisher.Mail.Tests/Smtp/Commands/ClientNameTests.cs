using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Commands;

public sealed class ClientNameTests
{
    [Theory]
    [InlineData("client.test", ClientNameForm.Domain, null)]
    [InlineData("WORKSTATION", ClientNameForm.Domain, null)]
    [InlineData("[192.0.2.1]", ClientNameForm.AddressLiteral, "192.0.2.1")]
    [InlineData("[IPv6:2001:db8::1]", ClientNameForm.AddressLiteral, "2001:db8::1")]
    [InlineData("[x25:1]", ClientNameForm.AddressLiteral, null)]
    [InlineData("my_host.client.test", ClientNameForm.Irregular, null)]
    [InlineData("client.test.", ClientNameForm.Irregular, null)]
    [InlineData("-client", ClientNameForm.Irregular, null)]
    [InlineData("192.0.2.1", ClientNameForm.Irregular, "192.0.2.1")]
    [InlineData("2001:db8::1", ClientNameForm.Irregular, "2001:db8::1")]
    [InlineData("[2001:db8::1]", ClientNameForm.Irregular, "2001:db8::1")]
    public void Names_that_clients_use_are_taken(string text, ClientNameForm form, string? address)
    {
        Assert.True(ClientName.TryParse(Segments.Octets(text), out var name));
        Assert.Equal((text, form, address), (name.Text, name.Form, name.Address?.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("<a>")]
    [InlineData("[192.0.2]")]
    [InlineData("[192.0.2.1")]
    [InlineData("[]")]
    [InlineData("caf\u00e9")]
    public void What_is_no_name_is_refused(string text) => Assert.False(ClientName.TryParse(Segments.Octets(text), out _));

    [Fact]
    public void A_name_has_255_octets_at_most()
    {
        Assert.True(ClientName.TryParse(Segments.Octets(new string('a', 255)), out _));
        Assert.False(ClientName.TryParse(Segments.Octets(new string('a', 256)), out _));
        Assert.Throws<ArgumentException>(() => ClientName.From("not a name"));
    }
}
