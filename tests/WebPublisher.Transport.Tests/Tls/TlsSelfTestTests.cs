using WebPublisher.Transport.Tls;

namespace WebPublisher.Transport.Tests.Tls;

public sealed class TlsSelfTestTests
{
    [Fact]
    public async Task The_shipped_openssl_configuration_is_in_force_when_applied_first() => Assert.True(await TlsSelfTest.DefaultsInForceAsync());
}
