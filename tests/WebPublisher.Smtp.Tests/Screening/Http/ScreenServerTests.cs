using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Policy.Secrets;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Smtp.Tests.Screening.Http;

public sealed class ScreenServerTests
{
    private const string Envelope = "/screen?from=ann@client.example&rcpt=bob@example.com&rcpt=carol@example.com&ip=192.0.2.7&helo=client.example";
    private const string Message = "Subject: x\r\n\r\nbody\r\n";

    [Fact]
    public async Task A_message_is_judged_and_the_answer_says_all_that_was_found()
    {
        await using var rig = await StartAsync((_, _) => Finding.Noted("Tested", "evidence").With(new StampField("X-Seen", "by us")));
        var (status, answer) = await PostAsync(rig, Envelope, Message);
        Assert.Equal(HttpStatusCode.OK, status);
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(
            $$"""{"action":"accept","reference":"{{record.Reference}}","reply":null,"redirectTo":null,"scl":null,"cause":null,"findings":[{"agent":"judge","event":"OnEndOfData","kind":"Noted","reason":"Tested","evidence":"evidence"}],"fields":[{"name":"X-Seen","value":"by us"}],"addedRecipients":[],"edited":false}""",
            answer);
        Assert.Equal(
            (MessageOutcome.Passed, "<ann@client.example>", "<bob@example.com> <carol@example.com>", "192.0.2.7:0", "client.example"),
            (record.Outcome, record.Sender.ToString(), string.Join(' ', record.Recipients), record.Client.ToString(), record.ClientName));
    }

    [Fact]
    public async Task What_is_decided_on_is_said_with_its_cause()
    {
        foreach (var (finding, action, reply) in new (Finding, string, string?)[]
        {
            (Finding.Unwanted("Tested", "e", SmtpReplies.Refused("no")), "reject", "550 5.7.1 no (REF)"),
            (Finding.Held("Tested", "e"), "hold", null),
            (Finding.Deleted("Tested", "e"), "delete", null),
            (Finding.Redirected("Tested", "e", RelayRig.Rcpt("abuse@example.com").Recipient), "redirect", null),
        })
        {
            await using var rig = await StartAsync((_, _) => finding);
            var answer = JsonDocument.Parse((await PostAsync(rig, Envelope, Message)).Answer).RootElement;
            Assert.Equal(action, answer.GetProperty("action").GetString());
            Assert.Equal(reply?.Replace("REF", answer.GetProperty("reference").GetString(), StringComparison.Ordinal), answer.GetProperty("reply").GetString());
            Assert.Equal("Tested", answer.GetProperty("cause").GetProperty("reason").GetString());
            Assert.Equal(action == "redirect" ? "<abuse@example.com>" : null, answer.GetProperty("redirectTo").GetString());
        }
    }

    [Fact]
    public async Task Lines_of_a_file_become_those_of_mail_and_forged_fields_go()
    {
        var seen = "";
        await using var rig = await StartAsync((_, context) =>
        {
            using var reader = new StreamReader(context.OpenContent(), Encoding.Latin1);
            seen = reader.ReadToEnd();
            return Finding.None;
        });
        await PostAsync(rig, "/screen", "X-MS-Exchange-Organization-SCL: -1\nSubject: x\r\n\nbody\n\n" + new string('\n', 40_000) + "end");
        Assert.Equal("Subject: x\r\n\r\nbody\r\n\r\n" + string.Concat(Enumerable.Repeat("\r\n", 40_000)) + "end", seen);
        Assert.Equal("<>", (await rig.Records.NextMessageAsync()).Sender.ToString());
    }

    [Fact]
    public async Task The_envelope_may_stand_in_fields()
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        using var http = new HttpClient();
        using var request = Request(rig, "/screen", Message);
        request.Headers.Add("X-Screen-From", "<ann@client.example>");
        request.Headers.Add("X-Screen-Rcpt", ["bob@example.com", "carol@example.com"]);
        request.Headers.Add("X-Screen-Ip", "2001:db8::7");
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(("<ann@client.example>", 2, "[2001:db8::7]:0"), (record.Sender.ToString(), record.Recipients.Length, record.Client.ToString()));
    }

    [Theory]
    [InlineData("GET", "/screen", "message/rfc822", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/", "message/rfc822", HttpStatusCode.NotFound)]
    [InlineData("POST", "/screen", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "/screen?from=two%20words", "message/rfc822", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/screen?rcpt=nobody@", "message/rfc822", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/screen?rcpt=a@b.example,c@d.example", "message/rfc822", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/screen?ip=nowhere", "message/rfc822", HttpStatusCode.BadRequest)]
    public async Task What_is_no_message_to_judge_is_refused(string method, string target, string type, HttpStatusCode expected)
    {
        await using var rig = await StartAsync((_, _) => Finding.None);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://{rig.EndPoint}{target}");
        request.Content = method == "GET" ? null : new StringContent(Message, Encoding.ASCII, new MediaTypeHeaderValue(type));
        using var response = await http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_and_the_next_request_is_answered()
    {
        await using var rig = await StartAsync((_, _) => Finding.None, listener => listener with { MessageSize = 1000 });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(rig, Envelope, new string('x', 2000))).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(rig, Envelope, Message)).Status);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_answered()
    {
        using var directory = new TemporaryDirectory();
        var file = directory["token"];
        await File.WriteAllTextAsync(file, "right\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var token = SecretSource.FromFile(new("policy.yaml", 1, 1), file).Read(new());
        await using var rig = await StartAsync((_, _) => Finding.None, listener => listener with { Token = token });
        using var http = new HttpClient();
        foreach (var (shown, expected) in new[] { (null, 401), ("Bearer wrong", 401), ("Bearer right ", 200), ("Basic right", 401), ("bearer right", 200) })
        {
            using var request = Request(rig, Envelope, Message);
            request.Headers.TryAddWithoutValidation("Authorization", shown);
            using var response = await http.SendAsync(request);
            Assert.Equal(expected, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_tls_alone()
    {
        using var certificate = TestCertificates.SelfSigned(new TestLeaf { Names = ["screener.example.com"] });
        var connector = HalfRig.Connector("screener") with { Certificates = [TestCertificates.ForListener("screener", certificate)] };
        var log = new RecordingLogger();
        var tls = new ConnectorTls(new TlsServer("screener listener", "connector", TimeProvider.System, log), MemoryPool<byte>.Shared, connector, CipherSuiteChoice.ProcessDefault);
        await using var rig = await StartAsync((_, _) => Finding.None, tls: tls.UpgradeAsync);
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectedAsync(rig.EndPoint, cancellation), ownsSocket: true),
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck } },
        };
        using var http = new HttpClient(handler);
        using var request = Request(rig, Envelope, Message);
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = "https", Host = "screener.example.com" }.Uri;
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(rig, Envelope, Message));
    }

    [Fact]
    public async Task Connections_that_are_kept_do_not_keep_the_listener()
    {
        // A connection that is waited for keeps it for all of the time it has, each time; a busy machine may be slow once.
        for (var round = 1; await StopAsync() >= SmtpHalf.DrainTimeout; round++)
        {
            Assert.InRange(round, 1, 3);
        }

        static async Task<TimeSpan> StopAsync()
        {
            await using var rig = await StartAsync((_, _) => Finding.None);
            using var http = new HttpClient();
            using var request = Request(rig, Envelope, Message);
            (await http.SendAsync(request)).Dispose();
            var begun = TimeProvider.System.GetTimestamp();
            await rig.StopAsync();
            return TimeProvider.System.GetElapsedTime(begun);
        }
    }

    private static Task<ScreenerRig> StartAsync(
        Func<AgentEvent, AgentContext, Finding> find, Func<ScreenerListener, ScreenerListener>? configure = null, WebPublisher.Smtp.Receive.Tls.TlsUpgrader? tls = null) =>
        ScreenerRig.StartAsync(
            [new ScriptedAgent("judge", (at, context) => at == AgentEvent.OnEndOfData ? find(at, context) : Finding.None, AgentScope.Everybody)],
            listener => (configure?.Invoke(listener) ?? listener) with { Protocol = ScreenerProtocol.Http },
            tls);

    private static async Task<Socket> ConnectedAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, cancellation);
        return socket;
    }

    private static HttpRequestMessage Request(ScreenerRig rig, string target, string message) => new(HttpMethod.Post, $"http://{rig.EndPoint}{target}")
    {
        Content = new StringContent(message, Encoding.ASCII, new MediaTypeHeaderValue("message/rfc822")),
    };

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(ScreenerRig rig, string target, string message)
    {
        using var http = new HttpClient();
        using var request = Request(rig, target, message);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
