using System.Text;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class PublishingPipelineTests
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    [Fact]
    public async Task A_published_url_is_answered_by_its_front_end()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));

        var answer = await rig.AskAsync($"GET /owa/?a=b HTTP/1.1\r\n{Head}User-Agent: test\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello", answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal((PublishingDecision.Forwarded, "Mail", "owa-farm", 200), (record.Decision, record.Rule, record.Farm, record.Status));
        Assert.Equal(("http", "http", "HTTP/1.1", "GET"), (record.Listener, record.Scheme, record.Protocol, record.Method));
        Assert.Equal(("mail.example.test", "/owa/", "?a=b", "test"), (record.Host, record.Path, record.Query, record.UserAgent));
        Assert.Equal(("127.0.0.1", "0123456789ab", 5L), (record.Client?.Address.ToString(), record.PolicyRevision, record.ResponseBytes));
        Assert.True(record.Duration > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("GET /ecp/ HTTP/1.1", "mail.example.test", "HTTP/1.1 403 ", DenialReason.NotPublished)]
    [InlineData("GET /owa/../ecp/ HTTP/1.1", "mail.example.test", "HTTP/1.1 403 ", DenialReason.NotPublished)]
    [InlineData("GET /owa/ HTTP/1.1", "evil.test", "HTTP/1.1 403 ", DenialReason.NotPublished)]
    [InlineData("GET http://evil.test/owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 403 ", DenialReason.ForeignUrl)]
    [InlineData("GET http://evil.test/owa/ HTTP/1.1", "evil.test", "HTTP/1.1 403 ", DenialReason.ForeignUrl)]
    [InlineData("GET http://169.254.169.254/owa/ HTTP/1.1", "169.254.169.254", "HTTP/1.1 403 ", DenialReason.ForeignUrl)]
    [InlineData("GET http://evil.test@mail.example.test/owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidTarget)]
    [InlineData("GET /owa/..%2fecp/ HTTP/1.1", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidTarget)]
    [InlineData("GET /owa/..\\ecp/ HTTP/1.1", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidTarget)]
    [InlineData("GET /owa/%252e/ HTTP/1.1", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidTarget)]
    [InlineData("GET /owa/ HTTP/1.1", "mail.example.test:99999", "HTTP/1.1 400 ", DenialReason.InvalidHost)]
    [InlineData("CONNECT mail.example.test:443 HTTP/1.1", "mail.example.test:443", "HTTP/1.1 405 ", DenialReason.ConnectRefused)]
    [InlineData("TRACE /owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 405 ", DenialReason.MethodRefused)]
    [InlineData("TRACK /owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 405 ", DenialReason.MethodRefused)]
    [InlineData("DEBUG /owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 405 ", DenialReason.MethodRefused)]
    [InlineData("OPTIONS * HTTP/1.1", "mail.example.test", "HTTP/1.1 405 ", DenialReason.MethodRefused)]
    [InlineData("GET /owa/ HTTP/1.1\r\nVia: 1.0 fred, 1.1 edge01", "mail.example.test", "HTTP/1.1 403 ", DenialReason.Loop)]
    [InlineData("GET /owa/ HTTP/1.1\r\nX-A: a\u0001b", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidHeader)]
    [InlineData("GET /owa/ HTTP/1.1\r\nX-A : b", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidHeader)]
    [InlineData("GET /owa/ HTTP/1.1\r\nAuthorization: Basic YTpi\r\nAuthorization: Basic Yzpk", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidHeader)]
    [InlineData("POST /owa/ HTTP/1.1\r\nContent-Length: +5", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidFraming)]
    [InlineData("POST /owa/ HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidFraming)]
    [InlineData("GET /owa/ HTTP/1.1\r\nHost: mail.example.test", "evil.test", "HTTP/1.1 400 ", DenialReason.InvalidHost)]
    [InlineData("GET /owa/ HTTP/1.2", "mail.example.test", "HTTP/1.1 400 ", DenialReason.MalformedRequest)]
    [InlineData("FOO /owa/ HTTP/1.1", "mail.example.test", "HTTP/1.1 405 ", DenialReason.MethodRefused)]
    [InlineData("GET /owa/a%2Fb HTTP/1.1", "mail.example.test", "HTTP/1.1 400 ", DenialReason.InvalidTarget)]
    public async Task What_may_not_pass_never_reaches_the_front_end(string requestLine, string host, string status, DenialReason reason)
    {
        await using var frontEnd = RawFrontEnd.Answering("must not be seen");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));

        var answer = await rig.AskAsync($"{requestLine}\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith(status, answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal((PublishingDecision.Denied, reason), (record.Decision, record.Denial?.Reason));
        Assert.Contains(record.Reference, answer, StringComparison.Ordinal);
        Assert.Equal(status[9..12], record.Status.ToString());
        Assert.Equal(0, frontEnd.Connections);
    }

    [Fact]
    public async Task A_head_that_is_refused_unread_is_recorded_where_it_went()
    {
        await using var rig = await PublishingRig.StartAsync();

        var answer = await rig.AskAsync("POST /owa/?a HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 0x5\r\n\r\nhello");

        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal(("POST", "mail.example.test", "/owa/", "?a"), (record.Method, record.Host, record.Path, record.Query));
        Assert.Equal(new Denial(DenialReason.InvalidFraming, "Content-Length ' 0x5'"), record.Denial);
    }

    [Fact]
    public async Task A_body_that_breaks_its_chunks_never_reaches_the_front_end_whole()
    {
        var arrived = new TaskCompletionSource<string>();
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var body = new StringBuilder();
            try
            {
                await connection.ReadHeaderAsync();
                var buffer = new byte[100];
                while (await connection.Stream.ReadAsync(buffer, connection.Stop) is var read and > 0)
                {
                    body.Append(Encoding.Latin1.GetString(buffer, 0, read));
                }
            }
            finally
            {
                arrived.SetResult(body.ToString());
            }
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));

        var answer = await rig.AskAsync("POST /owa/ HTTP/1.1\r\nHost: mail.example.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0x5\r\nworld\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.InvalidFraming, (await rig.Records.NextAsync()).Denial?.Reason);
        Assert.DoesNotContain("0\r\n\r\n", await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.test", "mail.example.test", "200")]
    [InlineData("mail.example.test", "other.example.test", "421")]
    [InlineData("other.example.test", "mail.example.test", "421")]
    [InlineData(null, "mail.example.test", "200")]
    [InlineData(null, "other.example.test", "421")]
    public async Task A_tls_connection_serves_the_hosts_its_certificate_covers(string? serverName, string host, string status)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd) with { Destinations = null });
        await using var client = await TlsClient.ConnectAsync(rig.Half.EndPoints["https"], serverName);

        await client.Tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /owa/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));

        Assert.StartsWith($"HTTP/1.1 {status} ", await PublishingRig.ReadToEndAsync(client.Tls), StringComparison.Ordinal);
        Assert.Equal(status == "421" ? DenialReason.Misdirected : null, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Theory]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Keep-Alive", "timeout=5")]
    [InlineData("Keep-Alive", "")]
    [InlineData("Proxy-Connection", "keep-alive")]
    [InlineData("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")]
    public async Task Fields_of_a_connection_have_no_place_in_http_2(string name, string value)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        Assert.Equal(400, await rig.AskOverHttp2Async((":method", "GET"), (":scheme", "https"), (":authority", "mail.example.test"), (":path", "/owa/"), (name.ToLowerInvariant(), value)));
        Assert.Equal($"field '{name}' over HTTP/2", (await rig.Records.NextAsync()).Denial?.Detail);
        Assert.Equal(0, frontEnd.Connections);
    }

    [Theory]
    [InlineData("0", "", "GET /x")]
    [InlineData("5", "hello", "world")]
    public async Task A_body_of_http_2_that_is_longer_than_announced_never_looks_whole(string announced, string first, string second)
    {
        await using var frontEnd = RawFrontEnd.Answering("must not be seen");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        await using var client = await TlsClient.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test", alpn: System.Net.Security.SslApplicationProtocol.Http2);

        await client.Tls.WriteAsync(RawHttp2.Request([(":method", "POST"), (":scheme", "https"), (":authority", "mail.example.test"), (":path", "/owa/"), ("content-length", announced)], isAll: false));
        await client.Tls.WriteAsync(RawHttp2.Data(first, isLast: false));

        // As long as it takes a front end that has a whole request to answer it.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        await client.Tls.WriteAsync(RawHttp2.Data(second, isLast: true));

        Assert.NotEqual(200, await RawHttp2.ReadStatusAsync(client.Tls).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System));
        Assert.Empty(frontEnd.Requests);
    }

    [Fact]
    public async Task An_absolute_form_of_a_published_host_is_forwarded_in_origin_form()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));

        await rig.AskAsync($"GET http://MAIL.example.test/owa/x?y HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n");

        var request = Assert.Single(frontEnd.Requests);
        Assert.StartsWith("GET /owa/x?y HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: mail.example.test\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_says_little_and_is_not_kept()
    {
        await using var frontEnd = RawFrontEnd.Answering("");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));

        var answer = await rig.AskAsync($"GET /ecp/ HTTP/1.1\r\n{Head}Accept: text/html,*/*;q=0.8\r\n\r\n");

        Assert.Contains("\r\nCache-Control: no-store\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Content-Type-Options: nosniff\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: text/html; charset=utf-8\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("The server denied the specified URL.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ecp", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Contains($"\r\nContent-Length: {body.Length}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(body.Length, (await rig.Records.NextAsync()).ResponseBytes);
    }

    [Fact]
    public async Task A_denied_head_gets_the_header_alone()
    {
        await using var rig = await PublishingRig.StartAsync();

        var answer = await rig.AskAsync($"HEAD /ecp/ HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nContent-Length: 0\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_405_says_what_is_allowed()
    {
        await using var rig = await PublishingRig.StartAsync();

        Assert.Contains("\r\nAllow: GET, HEAD, POST\r\n", await rig.AskAsync($"TRACE / HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_survive_a_denial_without_a_body()
    {
        await using var rig = await PublishingRig.StartAsync();

        var answer = await rig.AskAsync($"GET /1 HTTP/1.1\r\nHost: mail.example.test\r\n\r\nGET /2 HTTP/1.1\r\n{Head}\r\n");

        Assert.Equal(3, answer.Split("HTTP/1.1 403 ").Length);
    }

    [Fact]
    public async Task A_denied_body_is_not_read_and_what_follows_is_no_request()
    {
        await using var rig = await PublishingRig.StartAsync();

        // A body that never comes whole: an answer before its end proves that nobody waited for it.
        var answer = await rig.AskOnceAsync("POST /ecp/ HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 1000000\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length);
        Assert.Equal(0, (await rig.Records.NextAsync()).RequestBytes);
    }

    [Fact]
    public async Task A_client_that_waits_to_be_told_is_not_told_to_send_a_body_that_is_denied()
    {
        await using var rig = await PublishingRig.StartAsync();

        var answer = await rig.AskOnceAsync("POST /ecp/ HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_is_refused_with_403_4_and_not_redirected()
    {
        await using var frontEnd = RawFrontEnd.Answering("must not be seen");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd) with { RequireSecureChannel = true });

        var answer = await rig.AskAsync("GET /owa/ HTTP/1.1\r\nHost: mail.example.test\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains("The page must be viewed over a secure channel.", answer, StringComparison.Ordinal);
        Assert.Contains("Error 403.4, code 12211", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Location:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("WWW-Authenticate", answer, StringComparison.Ordinal);
        Assert.Equal(0, frontEnd.Connections);
    }

    [Fact]
    public async Task A_rule_that_wants_longer_keys_refuses_a_128_bit_session_before_anything_else()
    {
        await using var frontEnd = RawFrontEnd.Answering("must not be seen", fields: "WWW-Authenticate: Basic realm=x\r\n");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd) with { MinimumKeyBits = 256 });
        await using var client = await TlsClient.ConnectAsync(
            rig.Half.EndPoints["https"],
            "mail.example.test",
            System.Security.Authentication.SslProtocols.Tls13,
            OperatingSystem.IsLinux() ? new System.Net.Security.CipherSuitesPolicy([System.Net.Security.TlsCipherSuite.TLS_AES_128_GCM_SHA256]) : null);

        await client.Tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /owa/ HTTP/1.1\r\n{Head}\r\n"));
        var answer = await PublishingRig.ReadToEndAsync(client.Tls);

        Assert.Contains("Error 403.5", answer, StringComparison.Ordinal);
        Assert.Equal(0, frontEnd.Connections);
        Assert.Equal("a key of 128 bits, the rule asks for 256", (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Fact]
    public async Task A_redirect_rule_answers_by_itself()
    {
        await using var rig = await PublishingRig.StartAsync(
            TestPolicy.Rule("Old name", new RedirectAction(new Uri("https://mail.example.test/"), 308, KeepPath: true)) with { RequireSecureChannel = false });

        var answer = await rig.AskAsync("GET /a%20b/./c?d HTTP/1.1\r\nHost: old.example.test\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 308 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: https://mail.example.test/a%20b/c?d\r\n", answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal((PublishingDecision.Redirected, "Old name", 308), (record.Decision, record.Rule, record.Status));
    }

    [Fact]
    public async Task Every_answer_over_tls_carries_the_listeners_hsts_and_none_in_clear()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello", fields: "Strict-Transport-Security: max-age=1\r\n");
        await using var rig = await PublishingRig.StartAsync(new HstsPolicy(TimeSpan.FromDays(1), IncludeSubDomains: false), [], PublishingRig.Rule(frontEnd, "/owa/*"));

        foreach (var path in new[] { "/owa/", "/ecp/" })
        {
            Assert.Contains(
                "\r\nStrict-Transport-Security: max-age=86400\r\n", await rig.AskSecurelyAsync($"GET {path} HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
            Assert.DoesNotContain("Strict-Transport-Security", await rig.AskAsync($"GET {path} HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_announced_too_long_is_refused_before_forwarding()
    {
        await using var frontEnd = RawFrontEnd.Answering("must not be seen");
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, 10));

        var answer = await rig.AskOnceAsync("POST /owa/ HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 11\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, frontEnd.Connections);
        Assert.Equal("11 bytes announced, 10 allowed", (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_long_is_refused_while_it_streams()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, 10));

        var answer = await rig.AskAsync("POST /owa/ HTTP/1.1\r\nHost: mail.example.test\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.BodyTooLarge, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Fact]
    public async Task A_body_within_the_limit_passes()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Limited(frontEnd, 10));

        Assert.EndsWith("hello", await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Length: 10\r\n\r\n0123456789"), StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n0123456789", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
        Assert.Equal(10, (await rig.Records.NextAsync()).RequestBytes);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_a_record()
    {
        var arrived = new TaskCompletionSource();
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            arrived.SetResult();
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using (var client = await rig.ConnectAsync())
        {
            await client.GetStream().WriteAsync("GET /owa/ HTTP/1.1\r\nHost: mail.example.test\r\n\r\n"u8.ToArray());
            await arrived.Task;
        }

        var record = await rig.Records.NextAsync();
        Assert.Equal((PublishingDecision.Abandoned, 0), (record.Decision, record.Status));
    }

    [Fact]
    public async Task A_fault_of_this_server_is_logged_under_the_number_the_client_sees()
    {
        await using var rig = await PublishingRig.StartAsync(TestPolicy.Rule("Broken", new UnheardOfAction()) with { RequireSecureChannel = false });

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("HTTP/1.1 500 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("UnheardOf", answer, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Contains(record.Reference, answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.InternalError, record.Denial?.Reason);
        Assert.Contains(rig.Log.Events, e => e.Id == 2001 && e.Message.Contains(record.Reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_http_2_the_same_holds()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, "/owa/*"));
        using var client = rig.Http2Client();

        Assert.Equal("hello", await client.GetStringAsync("/owa/"));
        Assert.Contains("\r\nVia: 2 EDGE01\r\n", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
        using var denied = await client.PostAsync("/ecp/", new ByteArrayContent(new byte[100_000]));
        Assert.Equal(403, (int)denied.StatusCode);
        Assert.Null(denied.Headers.ConnectionClose);

        Assert.Equal(("HTTP/2", "https", PublishingDecision.Forwarded), Summary(await rig.Records.NextAsync()));
        Assert.Equal(("HTTP/2", "https", PublishingDecision.Denied), Summary(await rig.Records.NextAsync()));

        static (string Protocol, string Scheme, PublishingDecision Decision) Summary(PublishingRecord record) => (record.Protocol, record.Scheme, record.Decision);
    }

    [Fact]
    public async Task A_sink_that_fails_costs_neither_the_answer_nor_the_other_records()
    {
        await using var rig = await PublishingRig.StartAsync(hsts: null, [new BrokenSink()]);

        Assert.StartsWith("HTTP/1.1 403 ", await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Contains(rig.Log.Events, e => e.Id == 2002 && e.Message.Contains(record.Reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_target_is_recorded_without_what_may_be_secret()
    {
        await using var rig = await PublishingRig.StartAsync();

        await rig.AskAsync($"GET http://user:secret@mail.example.test/%zz?token=secret#secret HTTP/1.1\r\n{Head}\r\n");
        var record = await rig.Records.NextAsync();

        Assert.Equal(("http://*@mail.example.test/%zz", "?token=secret"), (record.Path, record.Query));
        Assert.DoesNotContain("secret", record.Denial?.Detail ?? "", StringComparison.Ordinal);
    }

    private static PublishingRule Limited(RawFrontEnd frontEnd, long maximum)
    {
        var rule = PublishingRig.Rule(frontEnd);
        return rule with { Action = (PublishAction)rule.Action with { Sections = [PublishSection.Whole with { MaximumRequestBody = maximum }] } };
    }

    private sealed record UnheardOfAction : RuleAction;

    private sealed class BrokenSink : PublishingRecordSink
    {
        public override void Write(PublishingRecord record) => throw new IOException("disk full");
    }
}
