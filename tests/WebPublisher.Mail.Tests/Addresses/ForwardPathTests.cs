using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Addresses;

public sealed class ForwardPathTests
{
    [Theory]
    [InlineData("<postmaster>", "<postmaster>", true)]
    [InlineData("<PostMaster>", "<postmaster>", true)]
    [InlineData("<Postmaster@corp.test>", "<Postmaster@corp.test>", false)]
    [InlineData("<user@corp.test>", "<user@corp.test>", false)]
    public void Recipients_are_read(string text, string path, bool bare)
    {
        Assert.True(ForwardPath.TryRead(Segments.Octets(text), smtpUtf8: false, out var read, out _, out _));
        Assert.Equal((path, bare), (read.ToString(), read.IsBarePostmaster));
    }

    [Theory]
    [InlineData("<>", AddressReason.NullPath)]
    [InlineData("<postmasters>", AddressReason.MissingDomain)]
    [InlineData("<@r.test:postmaster>", AddressReason.MissingDomain)]
    [InlineData("<us\u00c3\u00a9r@corp.test>", AddressReason.NonAscii)]
    [InlineData("postmaster", AddressReason.MissingBracket)]
    public void What_is_no_recipient_has_a_reason(string text, AddressReason expected)
    {
        Assert.False(ForwardPath.TryRead(Segments.Octets(text), smtpUtf8: false, out _, out _, out var reason));
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void A_source_route_to_elsewhere_is_told()
    {
        Assert.True(ForwardPath.TryRead("<@corp.test:user@elsewhere.test>"u8, smtpUtf8: false, out var path, out _, out _));
        Assert.True(path.HasSourceRoute);
        Assert.Equal("user@elsewhere.test", path.Mailbox?.ToString());
    }
}
