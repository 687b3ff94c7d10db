using System.Net.Security;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Transport.Tests.Tls;

public sealed class CipherStrengthTests
{
    [Theory]
    [InlineData(TlsCipherSuite.TLS_AES_128_GCM_SHA256, 128)]
    [InlineData(TlsCipherSuite.TLS_AES_256_GCM_SHA384, 256)]
    [InlineData(TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, 256)]
    [InlineData(TlsCipherSuite.TLS_AES_128_CCM_8_SHA256, 128)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 128)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, 256)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 256)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, 128)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256, 256)]
    public void The_name_of_a_suite_tells_its_key_length(TlsCipherSuite suite, int bits) => Assert.Equal(bits, CipherStrength.KeyBits(suite));

    [Theory]
    [InlineData(TlsCipherSuite.TLS_NULL_WITH_NULL_NULL)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_NULL_SHA256)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA)]
    [InlineData(TlsCipherSuite.TLS_RSA_EXPORT_WITH_DES40_CBC_SHA)]
    [InlineData((TlsCipherSuite)0xFEFE)]
    public void Weak_and_unknown_suites_satisfy_no_minimum(TlsCipherSuite suite) => Assert.Equal(0, CipherStrength.KeyBits(suite));
}
