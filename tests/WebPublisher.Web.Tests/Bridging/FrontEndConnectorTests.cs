using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndConnectorTests
{
    public static TheoryData<string, PeerCertificateFailure?> ServedByThePlatform { get; } = Cases(static name => !IsTooWeakToServe(name));

    public static TheoryData<string, PeerCertificateFailure?> ServedByOpenSsl { get; } = Cases(IsTooWeakToServe);

    [Theory]
    [MemberData(nameof(ServedByThePlatform))]
    public async Task No_byte_of_a_request_reaches_a_front_end_whose_certificate_is_refused(string name, PeerCertificateFailure? expected)
    {
        using var certificate = CertificateCase.Make(name);
        await using var frontEnd = TlsFrontEnd.Start(certificate, CertificateCase.SentAlong(name));
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        var answer = await published.GetAsync();
        if (expected is null)
        {
            Assert.Equal("secure", answer);
            Assert.StartsWith("GET / HTTP/1.1\r\n", frontEnd.Received, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(nameof(DenialReason.FrontEndCertificateRefused), answer);
        AssertLogged(published, expected.Value, certificate);
        await frontEnd.DisposeAsync();
        Assert.Equal("", frontEnd.Received);
    }

    [Theory]
    [MemberData(nameof(ServedByOpenSsl))]
    public async Task Keys_and_signatures_that_only_old_servers_use_are_refused_by_their_own_reason(string name, PeerCertificateFailure? expected)
    {
        using var certificate = CertificateCase.Make(name);
        await using var frontEnd = await OpenSslFrontEnd.StartAsync(certificate);
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        Assert.Equal(nameof(DenialReason.FrontEndCertificateRefused), await published.GetAsync());
        AssertLogged(published, expected!.Value, certificate);
        Assert.DoesNotContain("GET", await frontEnd.ReceivedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_end_on_whose_connection_nothing_moves_is_probed_every_minute()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var server = new System.Net.DnsEndPoint("127.0.0.1", frontEnd.Port);
        var connector = new FrontEndConnector(FrontEndChannel.Of(PublishedFarm.Farmed(frontEnd.Authority), BridgingMode.Http), TimeProvider.System, NullLogger.Instance);
        var (socket, stream) = await connector.ConnectAsync(server, CancellationToken.None);
        await using (stream)
        {
            Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
            Assert.Equal(60, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        }
    }

    [Fact]
    public async Task The_name_asked_for_is_the_policys_and_never_the_Host_field()
    {
        using var certificate = CertificateCase.Make("good");
        await using var frontEnd = TlsFrontEnd.Start(certificate);
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = CertificateCase.PublishedName } };
        using var response = await published.Client.SendAsync(request);
        Assert.Equal("secure", await response.Content.ReadAsStringAsync());
        Assert.Equal(CertificateCase.ExpectedName, frontEnd.AskedFor);
    }

    [Fact]
    public async Task Requests_for_many_hosts_share_one_connection()
    {
        using var certificate = CertificateCase.Make("good");
        await using var frontEnd = TlsFrontEnd.Start(certificate);
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = $"tenant{i}.nwtraders.example" } };
            using var response = await published.Client.SendAsync(request);
            Assert.Equal("secure", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task Without_a_name_in_the_policy_the_servers_own_address_is_expected()
    {
        using var byAddress = CertificateCase.Root.Issue("127.0.0.1");
        await using var frontEnd = TlsFrontEnd.Start(byAddress);
        var farm = Secured(frontEnd.Authority);
        await using var published = await PublishedFarm.StartAsync(farm with { Certificate = CertificateCase.Policy with { Name = null } }, BridgingMode.Https);
        Assert.Equal("secure", await published.GetAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_front_end_that_has_lost_TLS_is_never_spoken_to_in_clear(string? answerToTls)
    {
        var (time, spokenTo) = (new ManualTimeProvider(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var plain = RawFrontEnd.Serving(async connection =>
        {
            await connection.Stream.ReadExactlyAsync(new byte[5], connection.Stop);
            spokenTo.TrySetResult();
            if (answerToTls is null)
            {
                await connection.ReadRequestAsync();
            }
            else
            {
                await connection.WriteAsync(answerToTls);
            }
        });
        var farm = Secured(plain.Authority);
        await using var published = await PublishedFarm.StartAsync(farm, BridgingMode.Https, time);
        var asking = published.Client.GetAsync(new Uri("/", UriKind.Relative));
        if (answerToTls is null)
        {
            await spokenTo.Task.WaitAsync(TimeSpan.FromSeconds(60));
            time.Advance(farm.Resilience.ConnectTimeout);
        }

        using var response = await asking;
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await response.Content.ReadAsStringAsync());
        Assert.Empty(plain.Requests);
        Assert.Contains(published.Log, logged => logged.Id.Id == 3002 && logged.Fields["Reason"]!.ToString() == nameof(FrontEndConnectionFailure.TlsFailed));
    }

    [Fact]
    public async Task TLS_below_1_2_is_refused()
    {
        using var certificate = CertificateCase.Make("good");
#pragma warning disable CA5397, SYSLIB0039 // The old version is what is to be refused.
        await using var frontEnd = TlsFrontEnd.Start(certificate, configure: options => options.EnabledSslProtocols = SslProtocols.Tls11);
#pragma warning restore CA5397, SYSLIB0039
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
        Assert.Equal("", frontEnd.Received);
    }

    [Fact]
    public async Task A_cipher_suite_without_authenticated_encryption_is_refused()
    {
        using var certificate = CertificateCase.Make("good");
        await using var frontEnd = TlsFrontEnd.Start(certificate, configure: options =>
        {
            options.EnabledSslProtocols = SslProtocols.Tls12;
            options.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256]);
        });
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority), BridgingMode.Https);
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
        Assert.Equal("", frontEnd.Received);
    }

    [Fact]
    public async Task The_client_certificate_of_the_policy_is_shown()
    {
        using var certificate = CertificateCase.Make("good");
        using var own = CertificateCase.Root.Issue(new TestLeaf { CommonName = "publisher", Usages = [TestLeaf.ClientAuthentication] });
        await using var frontEnd = TlsFrontEnd.Start(certificate, configure: options => options.ClientCertificateRequired = true);
        var farm = Secured(frontEnd.Authority);
        await using var published = await PublishedFarm.StartAsync(
            farm with { Certificate = CertificateCase.Policy with { ClientCertificate = TestCertificates.ForListener("publisher", own) } }, BridgingMode.Https);
        Assert.Equal("secure", await published.GetAsync());
        Assert.Equal(own.Thumbprint, frontEnd.ClientCertificate?.Thumbprint);
    }

    [Fact]
    public async Task A_second_server_with_a_good_certificate_answers_in_place_of_the_first()
    {
        using var bad = CertificateCase.Make("expired");
        using var good = CertificateCase.Make("good");
        await using var first = TlsFrontEnd.Start(bad);
        await using var second = TlsFrontEnd.Start(good);
        await using var published = await PublishedFarm.StartAsync(Secured(first.Authority, second.Authority) with { Balancing = Balancing.RoundRobin }, BridgingMode.Https);
        Assert.Equal("secure", await published.GetAsync());
        Assert.Equal("secure", await published.GetAsync());
        Assert.Equal("", first.Received);
    }

    [Fact]
    public async Task Every_connection_is_counted_by_its_outcome()
    {
        using var certificate = CertificateCase.Make("wrong name");
        await using var frontEnd = TlsFrontEnd.Start(certificate);
        var outcomes = new List<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Meter && instrument.Name == "webpublisher.front_end.connections")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary();
            if (all["farm"]!.Equals("counted"))
            {
                lock (outcomes)
                {
                    outcomes.Add((string)all["outcome"]!);
                }
            }
        });
        meters.Start();
        await using var published = await PublishedFarm.StartAsync(Secured(frontEnd.Authority) with { Name = "counted" }, BridgingMode.Https);
        await published.GetAsync();
        Assert.Equal("certificate_NameMismatch", Assert.Single(outcomes));
    }

    private static FrontEndFarm Secured(params string[] servers) => PublishedFarm.Farmed(servers) with { Certificate = CertificateCase.Policy };

    private static void AssertLogged(PublishedFarm published, PeerCertificateFailure reason, X509Certificate2 certificate)
    {
        var logged = Assert.Single(published.Log, entry => entry.Id.Id == 3006);
        Assert.Equal(reason, logged.Fields["Reason"]);
        Assert.Equal("owa-farm", logged.Fields["Farm"]);
        Assert.Equal(certificate.Subject, logged.Fields["Subject"]);
        Assert.Contains(reason.ToString(), published.Records.Single().Denial!.Detail, StringComparison.Ordinal);
    }

    private static bool IsTooWeakToServe(string name) => name is "RSA-1024" or "SHA-1";

    private static TheoryData<string, PeerCertificateFailure?> Cases(Func<string, bool> wanted)
    {
        var cases = new TheoryData<string, PeerCertificateFailure?>();
        foreach (var row in CertificateCase.All.Where(row => wanted((string)row[0])))
        {
            cases.Add((string)row[0], (PeerCertificateFailure?)row[1]);
        }

        return cases;
    }
}
