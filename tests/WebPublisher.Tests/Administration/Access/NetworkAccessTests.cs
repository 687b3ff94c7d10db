using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Access;
using WebPublisher.Certificates;
using WebPublisher.Operations;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Tests.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Access;

public sealed class NetworkAccessTests : IAsyncLifetime
{
    private const string Reader = "a-token-of-a-test-that-may-only-read";
    private const string Admin = "a-token-of-a-test-that-may-do-it-all";
    private const string Act = "X-WebPublisher: 1\r\nContent-Type: application/json\r\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _log = new();
    private readonly PauselessTime _time = new();
    private readonly UserAuthority _operators = new();
    private OperationsServer _server = null!;

    public async Task InitializeAsync()
    {
        new DevelopmentCertificates(TimeProvider.System).Write(_directory.PathOf("certs"), ["edge.example.com"], ["unused.example.com"], force: false);
        _directory.Write("operators.pem", _operators.Pem);
        Secret("reader", Reader);
        Secret("admin", Admin);
        _server = await OperationsServer.StartAsync(Policy(), [new Thing(HttpMethods.Get), new Thing(HttpMethods.Post), new Lasting(), new LivenessEndpoint()], _time, _log, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _operators.Dispose();
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_stranger_sees_monitoring_and_the_way_to_log_in_and_nothing_else()
    {
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /health/live"), StringComparison.Ordinal);

        var refused = await AskAsync("GET /api/thing");
        Assert.StartsWith("HTTP/1.1 403 ", refused, StringComparison.Ordinal);
        Assert.Contains("this needs a token, a login or a client certificate", RawRequest.BodyOf(refused), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /what/is/there"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", Act, "{}"), StringComparison.Ordinal);

        Assert.Contains("\r\nLocation: /login\r\n", await AskAsync("GET /", "Accept: text/html,*/*;q=0.8\r\n"), StringComparison.Ordinal);
        Assert.Contains("""<input id="token" name="token" type="password" """, await AskAsync("GET /login"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /login/login.js"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("GET /login/login.css"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_may_read_can_not_act()
    {
        Assert.Equal("token reader", RawRequest.BodyOf(await AskAsync("GET /api/thing", $"Authorization: Bearer {Reader}\r\n")));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", $"Authorization: Bearer {Reader}\r\n{Act}", "{}"), StringComparison.Ordinal);
        Assert.Equal("token admin", RawRequest.BodyOf(await AskAsync("POST /api/thing", $"Authorization: bearer {Admin}\r\n{Act}", "{}")));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", $"Authorization: Bearer {Admin}\r\n", "{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization: Bearer a-token-of-a-test-that-may-do-it-al\r\n")]
    [InlineData("Authorization: Bearer\r\n")]
    [InlineData("Authorization: Basic YWRtaW46YWRtaW4=\r\n")]
    public async Task What_is_no_token_costs_a_second_and_is_logged(string fields)
    {
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", fields), StringComparison.Ordinal);

        Assert.Equal(1, _time.Pauses);
        Assert.Equal($"{OutsideAddress.Value} showed the operations server a token that is none", Assert.Single(_log.Entries, entry => entry.Id == 5132).Text);
    }

    [Fact]
    public async Task Whoever_guesses_keeps_nobody_out_and_fills_no_log()
    {
        var cookie = CookieOf(await LoginAsync(Reader));
        for (var i = 0; i < FailedLogins.Maximum; i++)
        {
            Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", "Authorization: Bearer wrong\r\n"), StringComparison.Ordinal);
        }

        var limited = await AskAsync("GET /api/thing", "Authorization: Bearer wrong\r\n");

        Assert.StartsWith("HTTP/1.1 429 ", limited, StringComparison.Ordinal);
        Assert.Matches("\r\nRetry-After: ([1-9]|[1-9][0-9]|[1-8][0-9]{2}|900)\r\n", limited);
        Assert.StartsWith("HTTP/1.1 429 ", await LoginAsync("wrong"), StringComparison.Ordinal);
        Assert.Equal(FailedLogins.Maximum + 2, _time.Pauses);
        Assert.Equal(FailedLogins.Maximum, _log.Entries.Count(entry => entry.Id == 5132));
        Assert.Single(_log.Entries, entry => entry.Id == 5133);

        Assert.Equal("token admin", RawRequest.BodyOf(await AskAsync("GET /api/thing", $"Authorization: Bearer {Admin}\r\n")));
        Assert.Equal("token reader", RawRequest.BodyOf(await AskAsync("GET /api/thing", cookie)));
        Assert.Equal("token admin", RawRequest.BodyOf(await AskAsync("GET /api/thing", CookieOf(await LoginAsync(Admin)))));
    }

    [Fact]
    public async Task Whoever_is_known_keeps_the_connection_when_strangers_of_the_same_address_want_all_of_them()
    {
        await using var known = await ConnectAsync(certificate: null);
        await known.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /api/thing HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\nAuthorization: Bearer {Reader}\r\n\r\n"));
        Assert.NotEqual(0, await known.ReadAsync(new byte[4096]).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        var strangers = new List<SslStream>();
        for (var i = 0; i < OperationsConnections.MaximumOfSource; i++)
        {
            strangers.Add(await ConnectAsync(certificate: null));
        }

        await NothingComesAsync(() => RawRequest.SendAsync(strangers[0], $"GET /health/live HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\n"));
        Assert.EndsWith("token reader", await RawRequest.SendAsync(known, $"GET /api/thing HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\nAuthorization: Bearer {Reader}\r\n"), StringComparison.Ordinal);
        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Fact]
    public async Task A_browser_logs_in_with_a_token_and_out_again()
    {
        var login = await LoginAsync(Admin);
        Assert.Equal("""{"caller":"token admin","mayAct":true,"canLogOut":true}""", RawRequest.BodyOf(login));
        Assert.Matches("\r\nSet-Cookie: __Host-webpublisher=[A-Za-z0-9_-]{43}; max-age=43200; path=/; secure; samesite=strict; httponly\r\n", login);
        Assert.DoesNotContain(Admin, login, StringComparison.Ordinal);

        var cookie = CookieOf(login);
        Assert.Equal("token admin", RawRequest.BodyOf(await AskAsync("GET /api/thing", cookie)));
        Assert.Equal("token admin", RawRequest.BodyOf(await AskAsync("POST /api/thing", $"{cookie}{Act}Origin: https://edge.example.com\r\n", "{}", "edge.example.com")));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", $"{cookie}Content-Type: application/json\r\n", "{}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", $"{cookie}{Act}Origin: https://attacker.example\r\n", "{}"), StringComparison.Ordinal);

        var logout = await AskAsync("POST /api/session/end", cookie + Act, "{}");
        Assert.Contains("Set-Cookie: __Host-webpublisher=; max-age=0;", logout, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", cookie), StringComparison.Ordinal);
        Assert.Contains(_log.Entries, entry => entry.Text == $"Token admin logged in at the operations server from {OutsideAddress.Value}");
        Assert.Contains(_log.Entries, entry => entry.Text == $"Token admin logged out of the operations server from {OutsideAddress.Value}");
    }

    [Fact]
    public async Task Who_may_only_look_can_log_out()
    {
        var cookie = CookieOf(await LoginAsync(Reader));

        Assert.Equal("""{"caller":"token reader","mayAct":false,"canLogOut":true}""", RawRequest.BodyOf(await AskAsync("GET /api/session", cookie)));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("POST /api/thing", cookie + Act, "{}"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await AskAsync("POST /api/session/end", cookie + Act, "{}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_ends_when_a_reload_takes_its_token_away()
    {
        var cookie = CookieOf(await LoginAsync(Admin));
        Secret("admin", "another-token-by-the-name-of-the-first");

        await _server.ApplyAsync(Policy(), CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", cookie), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", $"Authorization: Bearer {Admin}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_being_answered_is_cut_when_its_login_token_or_certificate_ends()
    {
        using var anna = _operators.Issue("Anna", "anna@example.com");
        await using var token = await BeginLastingAsync($"Authorization: Bearer {Reader}\r\n");
        await using var login = await BeginLastingAsync(CookieOf(await LoginAsync(Reader)));
        await using var certificate = await BeginLastingAsync("", SslStreamCertificateContext.Create(anna, [], offline: true));
        var cookie = CookieOf(await LoginAsync(Admin));
        await using var loggedOut = await BeginLastingAsync(cookie);
        await using var remaining = await BeginLastingAsync($"Authorization: Bearer {Admin}\r\n");

        await AskAsync("POST /api/session/end", cookie + Act, "{}");
        await NothingMoreComesAsync(loggedOut);
        Secret("reader", "another-token-by-the-name-of-the-first");
        using var others = new UserAuthority();
        _directory.Write("operators.pem", others.Pem);
        await _server.ApplyAsync(Policy(), CancellationToken.None);

        await NothingMoreComesAsync(token);
        await NothingMoreComesAsync(login);
        await NothingMoreComesAsync(certificate);
        Assert.False(NothingMoreComesAsync(remaining).IsCompleted);
    }

    [Fact]
    public async Task A_client_certificate_that_the_policy_names_lets_in()
    {
        using var byMail = _operators.Issue("Anna", "Anna@example.com");
        using var byName = _operators.Issue("backup-host");
        using var other = _operators.Issue("Bert", "bert@example.com");

        Assert.Equal("certificate Anna@example.com", RawRequest.BodyOf(await AskAsync("POST /api/thing", Act, "{}", certificate: byMail)));
        Assert.Equal("certificate backup-host", RawRequest.BodyOf(await AskAsync("GET /api/thing", certificate: byName)));
        Assert.StartsWith("HTTP/1.1 403 ", await AskAsync("GET /api/thing", certificate: other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_chain_is_what_the_client_sends()
    {
        using var site = new UserAuthority(_operators);
        using var anna = site.Issue("Anna", "anna@example.com");

        await using var tls = await ConnectAsync(SslStreamCertificateContext.Create(anna, [site.Certificate], offline: true));
        Assert.Equal("certificate anna@example.com", RawRequest.BodyOf(await RawRequest.SendAsync(tls, $"GET /api/thing HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\n")));
    }

    [Fact]
    public async Task A_connection_that_stands_is_let_in_no_longer_when_its_root_is_trusted_no_longer()
    {
        using var anna = _operators.Issue("Anna", "anna@example.com");
        await using var tls = await ConnectAsync(SslStreamCertificateContext.Create(anna, [], offline: true));
        using var others = new UserAuthority();
        _directory.Write("operators.pem", others.Pem);

        await _server.ApplyAsync(Policy(), CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 403 ", await RawRequest.SendAsync(tls, $"GET /api/thing HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusted_has_issued_or_for_something_else_ends_the_handshake()
    {
        using var strangers = new UserAuthority();
        using var foreign = strangers.Issue("Anna", "anna@example.com");
        using var server = _operators.Issue("Anna", "anna@example.com", UserAuthority.ForServers);
        using var expired = _operators.Issue("Anna", "anna@example.com", ends: TimeSpan.FromHours(-1));

        foreach (var certificate in new[] { foreign, server, expired })
        {
            await NothingComesAsync(() => AskAsync("GET /api/thing", certificate: certificate));
        }

        Assert.Equal(3, _log.Entries.Count(entry => entry.Id == 5134));
    }

    [Theory]
    [InlineData("edge.example.com", "200 ")]
    [InlineData("OPS.example.com:9464", "200 ")]
    [InlineData("198.51.100.44", "200 ")]
    [InlineData("attacker.example", "421 ")]
    [InlineData("198.51.100.45", "421 ")]
    public async Task It_is_called_by_the_names_of_its_certificate_and_of_the_policy(string host, string status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await AskAsync("GET /health/live", host: host), StringComparison.Ordinal);

    [Fact]
    public async Task In_clear_beyond_the_loopback_address_there_is_monitoring_alone()
    {
        await _server.ApplyAsync(new OperationsPolicy(new IPEndPoint(OutsideAddress.Value, 0), Otlp: null), CancellationToken.None);

        Assert.StartsWith("HTTP/1.1 200 ", await AskInClearAsync("GET /health/live"), StringComparison.Ordinal);
        foreach (var path in new[] { "/", "/login", "/api/thing", "/api/session", "/nothing" })
        {
            var refused = await AskInClearAsync($"GET {path}", $"Authorization: Bearer {Admin}\r\nAccept: text/html\r\n");
            Assert.StartsWith("HTTP/1.1 403 ", refused, StringComparison.Ordinal);
            Assert.Contains("Beyond the loopback address only /metrics and /health are served in clear", RawRequest.BodyOf(refused), StringComparison.Ordinal);
        }
    }

    [Fact]
    public Task With_a_certificate_nothing_is_answered_in_clear() => NothingComesAsync(() => AskInClearAsync("GET /health/live"));

    [Fact]
    public async Task A_renewed_certificate_is_shown_from_the_next_handshake_on_at_the_same_port()
    {
        var (port, before) = (_server.EndPoint!.Port, await ShownAsync());
        new DevelopmentCertificates(TimeProvider.System).Write(_directory.PathOf("certs"), ["edge.example.com"], ["unused.example.com"], force: true);

        await _server.ApplyAsync(Policy(), CancellationToken.None);

        Assert.NotEqual(before, await ShownAsync());
        Assert.Equal(port, _server.EndPoint!.Port);
    }

    private OperationsPolicy Policy()
    {
        var path = _directory.Write("policy.yaml", $$"""
            version: 1
            server: { name: EDGE01 }
            certificates: { operations: { chain: certs/public.pem, key: certs/public.key } }
            trustedRoots: { operators: operators.pem }
            operations:
              listen: {{OutsideAddress.Value}}:0
              certificate: operations
              hosts: [ops.example.com, 198.51.100.44]
              tokens:
                - { name: reader, secret: { file: reader } }
                - { name: admin, secret: { file: admin }, may: all }
              clientCertificates: { trustedRoots: operators, names: [anna@example.com, backup-host], may: all }
            """);
        var loaded = new PolicyLoader(TimeProvider.System).Load(path);
        Assert.True(loaded.Policy is not null, string.Join('\n', loaded.Diagnostics));
        return loaded.Policy.Operations;
    }

    private void Secret(string name, string value) => File.SetUnixFileMode(_directory.Write(name, value), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private Task<string> LoginAsync(string token) => AskAsync("POST /api/session/begin", Act, $$"""{"token":"{{token}}"}""");

    /// <summary>The connection ends, with or without saying so.</summary>
    private static async Task NothingComesAsync(Func<Task<string>> ask)
    {
        try
        {
            Assert.Equal("", await ask());
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            Assert.NotNull(e.Message);
        }
    }

    private async Task<SslStream> BeginLastingAsync(string fields, SslStreamCertificateContext? certificate = null)
    {
        var tls = await ConnectAsync(certificate);
        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /api/lasting HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\n{fields}\r\n"));
        var head = "";
        var buffer = new byte[4096];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head += System.Text.Encoding.ASCII.GetString(buffer, 0, await tls.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        }

        Assert.StartsWith("HTTP/1.1 200 ", head, StringComparison.Ordinal);
        return tls;
    }

    private static async Task NothingMoreComesAsync(SslStream tls)
    {
        try
        {
            Assert.Equal(0, await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        }
        catch (IOException reset)
        {
            Assert.NotNull(reset.Message);
        }
    }

    private static string CookieOf(string login) => $"Cookie: {login.Split("Set-Cookie: ")[1].Split(';')[0]}\r\n";

    private async Task<string> AskAsync(string request, string fields = "", string body = "", string? host = null, X509Certificate2? certificate = null)
    {
        await using var tls = await ConnectAsync(certificate is null ? null : SslStreamCertificateContext.Create(certificate, [], offline: true));
        return await RawRequest.SendAsync(tls, $"{request} HTTP/1.1\r\nHost: {host ?? OutsideAddress.Value.ToString()}\r\n{fields}", body);
    }

    private Task<string> AskInClearAsync(string request, string fields = "") => RawRequest.SendAsync(_server.EndPoint!, $"{request} HTTP/1.1\r\nHost: {OutsideAddress.Value}\r\n{fields}");

    private async Task<string> ShownAsync()
    {
        await using var tls = await ConnectAsync(certificate: null);
        return tls.RemoteCertificate!.GetCertHashString();
    }

    private async Task<SslStream> ConnectAsync(SslStreamCertificateContext? certificate)
    {
        var client = new TcpClient();
        await client.ConnectAsync(_server.EndPoint!);
        var tls = new SslStream(client.GetStream());
        using var authority = X509CertificateLoader.LoadCertificateFromFile(_directory.PathOf("certs/public-ca.pem"));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "edge.example.com",
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck },
            ClientCertificateContext = certificate,
        });
        return tls;
    }

    /// <summary>The system's clock, on which the pause after a wrong token takes no time, and the time between two looks at a caller little.</summary>
    private sealed class PauselessTime : TimeProvider
    {
        private int _pauses;

        public int Pauses => _pauses;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == NetworkAccess.Look)
            {
                return base.CreateTimer(callback, state, dueTime / 100, period / 100);
            }

            if (dueTime != TimeSpan.FromSeconds(1))
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            Interlocked.Increment(ref _pauses);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    /// <summary>Answers for as long as somebody reads.</summary>
    private sealed class Lasting : OperationsEndpoint
    {
        public override string Path => "/api/lasting";

        public override async Task AnswerAsync(HttpContext http)
        {
            await http.Response.StartAsync();
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        }
    }

    private sealed class Thing(string method) : OperationsEndpoint
    {
        public override string Path => "/api/thing";

        public override string Method => method;

        public override async Task AnswerAsync(HttpContext http)
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await SendAsync(http, StatusCodes.Status200OK, "text/plain", System.Text.Encoding.UTF8.GetBytes(OperationsCaller.Of(http).Name));
        }
    }
}
