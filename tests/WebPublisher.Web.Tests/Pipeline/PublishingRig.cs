using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Pipeline;

/// <summary>The whole web half on loopback: a plain and a TLS listener in front, one front end behind, asked byte by byte.</summary>
internal sealed class PublishingRig : IAsyncDisposable
{
    private readonly ListenerPolicy[] _listeners;
    private readonly TestAuthority _authority;
    private readonly LoggerFactory _loggers;

    private PublishingRig(WebHalf half, ListenerPolicy[] listeners, TestAuthority authority, LoggerFactory loggers, RecordingLoggers log, ListenerRig.KeptRecords records) =>
        (Half, _listeners, _authority, _loggers, Log, Records) = (half, listeners, authority, loggers, log, records);

    public WebHalf Half { get; }

    public RecordingLoggers Log { get; }

    public ListenerRig.KeptRecords Records { get; }

    /// <summary>A rule that publishes mail.example.test to the front end in clear, on plain HTTP as well.</summary>
    public static PublishingRule Rule(RawFrontEnd frontEnd, params string[] paths) =>
        TestPolicy.Rule("Mail", TestPolicy.Publish(TestPolicy.NewFarm(frontEnd.Authority), BridgingMode.Http)) with
        {
            Destinations = TestPolicy.Destinations("mail", "mail.example.test", paths),
            RequireSecureChannel = false,
        };

    /// <summary>The same, where all requests are treated in one way.</summary>
    public static PublishingRule Rule(RawFrontEnd frontEnd, PublishSection section)
    {
        var rule = Rule(frontEnd);
        return rule with { Action = (PublishAction)rule.Action with { Sections = [section] } };
    }

    public static Task<PublishingRig> StartAsync(params PublishingRule[] rules) => StartAsync(hsts: null, [], rules);

    public static Task<PublishingRig> StartAsync(HstsPolicy? hsts, PublishingRecordSink[] sinks, params PublishingRule[] rules) => StartAsync(hsts, sinks, TimeProvider.System, rules);

    public static Task<PublishingRig> StartAsync(HstsPolicy? hsts, PublishingRecordSink[] sinks, TimeProvider time, params PublishingRule[] rules) =>
        StartAsync(ListenerQuotas.Default, hsts, sinks, time, rules);

    public static async Task<PublishingRig> StartAsync(ListenerQuotas quotas, HstsPolicy? hsts, PublishingRecordSink[] sinks, TimeProvider time, params PublishingRule[] rules)
    {
        var authority = TestAuthority.Create();
        var log = new RecordingLoggers();
        var loggers = new LoggerFactory([log]);
        var records = new ListenerRig.KeptRecords();
        ListenerPolicy[] listeners =
        [
            TestPolicy.Listener("http", ListenerProtocol.Http, "127.0.0.1:0") with { Quotas = quotas },
            TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0", hsts) with
            {
                Quotas = quotas,
                Certificates = [TestCertificates.ForListener("mail", authority.Issue("mail.example.test"))],
            },
        ];
        var half = await WebHalf.StartAsync(Policy(listeners, rules), new WebHalfOptions { Loggers = loggers, Time = time, RecordSinks = [.. sinks, records] }, CancellationToken.None);
        return new PublishingRig(half, listeners, authority, loggers, log, records);
    }

    /// <summary>Puts other rules in force.</summary>
    public Task ApplyAsync(params PublishingRule[] rules) => Half.ApplyAsync(Policy(_listeners, rules), CancellationToken.None);

    /// <summary>Sends bytes to the plain listener and reads until it ends the connection.</summary>
    public async Task<string> AskAsync(string request)
    {
        using var client = await ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        return await ReadToEndAsync(client.GetStream());
    }

    /// <summary>The same over TLS.</summary>
    public async Task<string> AskSecurelyAsync(string request)
    {
        await using var client = await TlsClient.ConnectAsync(Half.EndPoints["https"], "mail.example.test");
        await client.Tls.WriteAsync(Encoding.Latin1.GetBytes(request));
        return await ReadToEndAsync(client.Tls);
    }

    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(Half.EndPoints["http"]);
        return client;
    }

    /// <summary>Sends bytes to the plain listener and reads one answer with a Content-Length; the connection may stay open longer.</summary>
    public async Task<string> AskOnceAsync(string request)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            answer.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System)));
            var text = answer.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (end > 3 && text.Length >= end + int.Parse(text.Split("Content-Length: ")[1].Split('\r')[0]))
            {
                return text;
            }
        }
    }

    /// <summary>Sends a request without a body over HTTP/2, of whatever fields it is told to, and returns the answer's status.</summary>
    public async Task<int> AskOverHttp2Async(params (string Name, string Value)[] fields)
    {
        await using var client = await TlsClient.ConnectAsync(Half.EndPoints["https"], "mail.example.test", alpn: System.Net.Security.SslApplicationProtocol.Http2);
        await client.Tls.WriteAsync(RawHttp2.Request(fields));
        return await RawHttp2.ReadStatusAsync(client.Tls).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    public HttpClient Http2Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var client = new TcpClient();
            await client.ConnectAsync(Half.EndPoints["https"], cancellationToken);
            return client.GetStream();
        },
#pragma warning disable CA5359 // Trust is not the subject here.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    {
        BaseAddress = new Uri("https://mail.example.test/"),
        DefaultRequestVersion = System.Net.HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>An answer that does not come within a minute is a failure of its own kind, not a hanging test run.</summary>
    public static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
    }

    private static PublisherPolicy Policy(ListenerPolicy[] listeners, PublishingRule[] rules) => TestPolicy.Publisher(new WebPolicy
    {
        Listeners = [.. listeners],
        FrontEnds = [.. rules.Select(rule => rule.Action).OfType<PublishAction>().Select(action => action.To).Distinct()],
        Rules = [.. rules, PublishingRule.Default],
    });

    public async ValueTask DisposeAsync()
    {
        await Half.DisposeAsync();
        _loggers.Dispose();
        _authority.Dispose();
    }
}
