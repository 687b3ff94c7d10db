using WebPublisher.Transport.Tls;

namespace WebPublisher.Transport.Tests.Tls;

public sealed class CipherSuitesTests
{
    [Theory]
    [InlineData(
        128,
        false,
        "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256")]
    [InlineData(128, true, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256")]
    [InlineData(256, false, "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305")]
    [InlineData(256, true, "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256")]
    public void Openssl_calls_the_suites_by_names_of_its_own(int minimumKeyBits, bool isTls13, string expected) =>
        Assert.Equal(expected, CipherSuites.OpenSslNames(minimumKeyBits, isTls13));
}
