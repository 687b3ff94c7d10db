using Microsoft.AspNetCore.Http;
using WebPublisher.EndToEnd.Tests.Certificates;
using WebPublisher.EndToEnd.Tests.FrontEnds;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.EndToEnd.Tests.Scanners;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>A listener as it comes, seen by the scanners that auditors use.</summary>
public sealed class TlsScanTests : IAsyncLifetime
{
    private const string InnerName = "owa-fe.internal.test";
    private readonly TestAuthority _inner = new("Inner test CA");
    private readonly Edge _edge = new("tls-scan");
    private InnerFrontEnd? _frontEnd;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _frontEnd = await InnerFrontEnd.StartAsync(_inner, InnerName, context => context.Response.WriteAsync("Hello", context.RequestAborted));
        _edge.WriteBeside("inner-ca.pem", _inner.Certificate.ExportCertificatePem());

        // TLS as the listener has it by default. HSTS and one of the headers that browsers obey are the operator's to choose, and scanners ask for them.
        await _edge.StartAsync(_edge.Policy($$"""
            trustedRoots: { inner: inner-ca.pem }
            frontEnds:
              site:
                servers: ["127.0.0.1:{{_frontEnd.Port}}"]
                certificate: { trustedRoots: [inner], name: {{InnerName}} }
            publishingRules:
              - { name: Site, action: publish, to: site, responseHeaders: { set: { X-Frame-Options: SAMEORIGIN } } }
            """).Replace("certificates: [mail] }", "certificates: [mail], hsts: { maxAge: 365d } }", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        if (_frontEnd is not null)
        {
            await _frontEnd.DisposeAsync();
        }

        _inner.Dispose();
    }

    [FactNeeding(Need.SslScan)]
    public async Task Only_tls_1_2_and_1_3_with_aead_suites_and_forward_secrecy_are_accepted()
    {
        var scan = await SslScan.RunAsync(_edge);

        Assert.Equal(["tls 1.2", "tls 1.3"], scan.Protocols.Order());
        Assert.NotEmpty(scan.Ciphers);
        Assert.All(scan.Ciphers, cipher =>
        {
            Assert.True(cipher.IsAead, $"{cipher} is no AEAD suite");
            Assert.True(cipher.HasForwardSecrecy, $"{cipher} has no forward secrecy");
            Assert.InRange(cipher.Bits, 128, 256);
        });
        Assert.Empty(scan.Heartbleed);
        Assert.False(scan.AllowsInsecureRenegotiation);
        Assert.False(scan.OffersCompression);
    }

    [FactNeeding(Need.TestSsl)]
    [Trait("Category", "Slow")]
    public async Task Testssl_finds_nothing_of_medium_severity_or_worse()
    {
        var findings = await TestSsl.RunAsync(_edge);

        // Proof that the scan has got to the end, and to the right place.
        Assert.Contains(findings, finding => finding is { Id: "TLS1_3", Severity: "OK" });
        Assert.Contains(findings, finding => finding is { Id: "cert_trust", Severity: "OK" });
        Assert.Contains(findings, finding => finding is { Id: "cert_chain_of_trust", Severity: "OK" });
        Assert.Contains(findings, finding => finding is { Id: "RC4", Severity: "OK" });
        Assert.Equal([], findings.Where(finding => finding.Severity is "MEDIUM" or "HIGH" or "CRITICAL" or "FATAL"));
    }
}
