using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Doctor;

/// <summary>The doctor at real TLS servers on loopback.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private const string Bound = "authentication: { pass: [basic, negotiate, ntlm] }";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Different_certificates_break_extended_protection_once_it_is_required()
    {
        await using var server = await ServerAsync("front-end");

        var run = await RunAsync(server, Bound);

        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        Assert.Matches(@"rule Mail: bridging https to farm; passes negotiate or ntlm\n", run.Output);
        Assert.Matches(@"  clients of listener https see certificate site: mail\.example\.com, .*; until \d{4}-\d\d-\d\d; channel binding [0-9a-f]{64}\n", run.Output);
        Assert.Matches(@$"  {server.Authority}: reached by Tls13 in [0-9.]+ ms\n    certificate: webmail\.corp\.internal, .*; until ", run.Output);
        Assert.Contains(
            "    Extended Protection: warning: listener https presents another certificate (site). Where the front end requires Extended Protection, every logon by negotiate or ntlm fails;",
            run.Output,
            StringComparison.Ordinal);
        Assert.Matches(@": 0 problems, 1 warning; revision [0-9a-f]{12}\n$", run.Output);
    }

    [Fact]
    public async Task The_same_certificate_on_both_sides_keeps_it()
    {
        await using var server = await ServerAsync("public");

        var run = await RunAsync(server, Bound, authority: "public-ca", name: "mail.example.com", json: true);

        var report = JsonDocument.Parse(run.Output).RootElement;
        var rule = report.GetProperty("rules")[0];
        var found = rule.GetProperty("servers")[0];
        Assert.Equal((0, 0, 0), (run.Code, report.GetProperty("problems").GetInt32(), report.GetProperty("warnings").GetInt32()));
        Assert.True(found.GetProperty("reached").GetBoolean());
        Assert.Equal("sameCertificate", found.GetProperty("extendedProtection")[0].GetProperty("verdict").GetString());
        Assert.Equal(
            rule.GetProperty("certificates")[0].GetProperty("certificate").GetProperty("channelBinding").GetString(), found.GetProperty("certificate").GetProperty("channelBinding").GetString());
    }

    [Theory]
    [InlineData("", "notConcerned", 0)]
    [InlineData("sections: { ews: { paths: [/ews/*], authentication: { pass: [ntlm] } } }", "differentCertificates", 1)]
    [InlineData(Bound + ", requireSecureChannel: false, listeners: [plain]", "withoutTls", 1)]
    public async Task It_concerns_rules_that_pass_logons_by_connection(string keys, string verdict, int warnings)
    {
        await using var server = await ServerAsync("front-end");

        var run = await RunAsync(server, keys, json: true);

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((0, warnings), (run.Code, report.GetProperty("warnings").GetInt32()));
        Assert.Equal(verdict, Binding(report));
    }

    [Theory]
    [InlineData("bridging: tunnel", "tunnelled", 0)]
    [InlineData("bridging: http, " + Bound, "withoutTls", 1)]
    public async Task A_tunnel_leaves_it_alone_and_a_leg_in_clear_has_nothing_to_compare(string keys, string verdict, int warnings)
    {
        await using var server = await ServerAsync("front-end");

        var report = JsonDocument.Parse((await RunAsync(server, keys, json: true)).Output).RootElement;

        Assert.Equal((verdict, warnings), (Binding(report), report.GetProperty("warnings").GetInt32()));
        Assert.False(report.GetProperty("rules")[0].GetProperty("servers")[0].TryGetProperty("certificate", out _));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_a_problem()
    {
        var server = await ServerAsync("front-end");
        await server.DisposeAsync();

        var run = await RunAsync(server, Bound);

        Assert.Equal(1, run.Code);
        Assert.Contains($"  {server.Authority}: unreachable: Connection refused\n    Extended Protection: not known: the front end's certificate was not seen\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(": 1 problem, 0 warnings;", run.Output);
    }

    [Fact]
    public async Task So_is_a_certificate_that_the_policy_refuses()
    {
        await using var server = await ServerAsync("front-end");

        var otherName = await RunAsync(server, "", name: "other.example.com");
        var otherAuthority = await RunAsync(server, "", authority: "public-ca");

        Assert.Equal((1, 1), (otherName.Code, otherAuthority.Code));
        Assert.Contains($"  {server.Authority}: certificateRefused: NameMismatch: ", otherName.Output, StringComparison.Ordinal);
        Assert.Contains($"  {server.Authority}: certificateRefused: UntrustedRoot: ", otherAuthority.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_soon_expires_is_told_of()
    {
        await using var server = await ServerAsync("front-end");
        var time = new ManualTime();
        time.Advance(server.Expires - time.GetUtcNow() - TimeSpan.FromDays(5.5));

        var run = await RunAsync(server, "", time: time);

        Assert.Equal(0, run.Code);
        Assert.Contains("    warning: its certificate expires in 5 days: renew it\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_with_errors_is_not_examined()
    {
        await using var server = await ServerAsync("front-end");

        var run = await RunAsync(server, "authentication: { pass: [ntml] }");

        Assert.Equal(3, run.Code);
        Assert.Contains("did you mean 'ntlm'?", run.Error, StringComparison.Ordinal);
    }

    private static string? Binding(JsonElement report) =>
        report.GetProperty("rules")[0].GetProperty("servers")[0].GetProperty("extendedProtection").EnumerateArray().Select(binding => binding.GetProperty("verdict").GetString()).Distinct().Single();

    private async Task<CommandRun> RunAsync(TlsServer server, string keys, string authority = "inner-ca", string name = "webmail.corp.internal", bool json = false, TimeProvider? time = null)
    {
        var tunnelled = keys.Contains("tunnel", StringComparison.Ordinal);
        var path = _directory.Write("policy.yaml", $$"""
            version: 1
            server: { name: EDGE01 }
            certificates:
              site: { chain: certs/public.pem, key: certs/public.key }
            trustedRoots: { inner: certs/{{authority}}.pem }
            listeners:
              - { name: https, address: 127.0.0.1:443, protocol: https, certificates: [site] }
              - { name: plain, address: 127.0.0.1:80, protocol: http }
            destinationSets:
              site: [{ host: mail.example.com{{(tunnelled ? "" : ", paths: [/*]")}} }]
            frontEnds:
              farm: { servers: ["{{server.Authority}}"], certificate: { trustedRoots: [inner], name: {{name}} } }
            publishingRules:
              - { name: Mail, destinations: site, action: publish, to: farm{{(keys.Length > 0 ? ", " : "")}}{{keys}} }
            """);
        return await CommandRun.OfAsync(time ?? TimeProvider.System, ["doctor", "--policy", path, "--check", "frontEnds", .. json ? ["--json"] : Array.Empty<string>()]);
    }

    private async Task<TlsServer> ServerAsync(string certificate)
    {
        await CommandRun.OfAsync("certificate", "dev", "mail.example.com", "--front-end", "webmail.corp.internal", "--out", _directory.PathOf("certs"));
        return new TlsServer(X509Certificate2.CreateFromPemFile(_directory.PathOf($"certs/{certificate}.pem"), _directory.PathOf($"certs/{certificate}.key")));
    }

    /// <summary>Makes handshakes and says nothing.</summary>
    private sealed class TlsServer : IAsyncDisposable
    {
        private readonly X509Certificate2 _certificate;
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public TlsServer(X509Certificate2 certificate)
        {
            _certificate = certificate;
            _listener.Start();
            Authority = _listener.LocalEndpoint.ToString()!;
            _serving = ServeAsync();
        }

        public string Authority { get; }

        public DateTimeOffset Expires => new(_certificate.NotAfter);

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _certificate.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(_certificate);
                    Assert.Equal(0, await tls.ReadAsync(new byte[1]));
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // Refused, or only looked at.
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}
