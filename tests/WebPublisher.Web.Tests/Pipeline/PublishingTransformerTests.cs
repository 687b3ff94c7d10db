using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Bridging;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class PublishingTransformerTests
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    [Fact]
    public async Task A_front_end_sees_the_clients_own_fields_and_the_publishers()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        await rig.AskOnceAsync(
            """
            GET /owa/ HTTP/1.1
            Host: MAIL.example.test:80
            Connection: X-Hop
            Accept: text/html
            Cookie: a=b
            Authorization: Bearer YTpi
            X-Hop: 1
            X-Forwarded-For: 6.6.6.6
            X-Forwarded-Host: evil.test
            Forwarded: for=6.6.6.6
            Via: 1.1 elsewhere
            Front-End-Https: On
            X-BEResource: a]@inner:444/x#~1
            X_Forwarded_For: 6.6.6.6
            Proxy: http://evil.test
            TE: trailers
            Expect: 200-ok
            Upgrade: h2c
            HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA


            """.ReplaceLineEndings("\r\n"));

        Assert.Equal(
            [
                "Accept: text/html",
                "Authorization: Bearer YTpi",
                "Cookie: a=b",
                "GET /owa/ HTTP/1.1",
                "Host: mail.example.test",
                "Via: 1.1 EDGE01",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Host: mail.example.test",
                "X-Forwarded-Proto: http",
            ],
            Lines(Assert.Single(frontEnd.Requests)));
    }

    [Fact]
    public async Task Over_tls_the_front_end_learns_that_it_was_tls()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        await rig.AskSecurelyAsync($"GET / HTTP/1.1\r\nHost: mail.example.test:8443\r\nConnection: close\r\n\r\n");

        var lines = Lines(Assert.Single(frontEnd.Requests));
        Assert.Contains("X-Forwarded-Proto: https", lines);
        Assert.Contains("Front-End-Https: On", lines);
        Assert.Contains("Host: mail.example.test:8443", lines);
        Assert.Contains("X-Forwarded-Host: mail.example.test:8443", lines);
    }

    [Fact]
    public async Task The_inner_host_is_sent_where_the_rule_says_so()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Edited(frontEnd, action => action with { SendOriginalHost = false }));

        await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.Contains($"Host: {frontEnd.Authority}", Lines(Assert.Single(frontEnd.Requests)));
    }

    [Theory]
    [InlineData("/owa/%7Euser/x", "/owa/~user/x")]
    [InlineData("/owa/a%20b&c=d@e:f", "/owa/a%20b&c=d@e:f")]
    [InlineData("/owa/100%25%20sure", "/owa/100%25%20sure")]
    [InlineData("/owa/%3F%23/\"<>|", "/owa/%3F%23/%22%3C%3E%7C")]
    [InlineData("/owa//x;y=z", "/owa//x;y=z")]
    [InlineData("/owa/./a/../b", "/owa/b")]
    [InlineData("/owa/?q=%2f%2F..%zz&r=a+b|\"", "/owa/?q=%2f%2F..%zz&r=a+b|\"")]
    [InlineData("/owa/?", "/owa/?")]
    public async Task The_bytes_that_were_judged_go_out(string target, string sent)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        await rig.AskAsync($"GET {target} HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith($"GET {sent} HTTP/1.1\r\n", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_are_mapped_in_both_directions()
    {
        await using var frontEnd = RawFrontEnd.Answering("", fields: "Location: /mail/?_task=mail\r\nSet-Cookie: sessid=1; path=/mail/\r\n");
        await using var rig = await PublishingRig.StartAsync(Edited(frontEnd, action => action with { PathMapping = new PathMapping("/webmail/", "/mail/") }));

        var answer = await rig.AskAsync($"GET /WebMail/?_task=login HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("GET /mail/?_task=login HTTP/1.1\r\n", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: /webmail/?_task=mail\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nSet-Cookie: sessid=1; path=/webmail/\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_edits_fields_last()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello", fields: "X-Bar: 1\r\nX-Frame-Options: ALLOW\r\n");
        await using var rig = await PublishingRig.StartAsync(Edited(frontEnd, action => action with
        {
            RequestHeaders = new HeaderEdits([new("X-Proxy-Mark", "1"), new("Content-Language", "en")], ["X-Foo", "Via", "Content-Type"]),
            ResponseHeaders = new HeaderEdits([new("X-Frame-Options", "SAMEORIGIN")], ["X-Bar"]),
        }));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}X-Proxy-Mark: 6\r\nX-Foo: 1\r\nContent-Type: text/plain\r\n\r\n");

        var lines = Lines(Assert.Single(frontEnd.Requests));
        Assert.Equal(["Content-Language: en", "X-Proxy-Mark: 1"], lines.Where(line => line.StartsWith("X-Proxy", StringComparison.Ordinal) || line.StartsWith("Content-La", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.StartsWith("X-Foo", StringComparison.Ordinal) || line.StartsWith("Via", StringComparison.Ordinal) || line.StartsWith("Content-Type", StringComparison.Ordinal));
        Assert.Contains("\r\nX-Frame-Options: SAMEORIGIN\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Bar", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ALLOW", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_tells_nothing_of_the_inside()
    {
        var inner = "";
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(
                $"""
                HTTP/1.1 302 Found
                Server: Microsoft-IIS/10.0
                X-Powered-By: ASP.NET
                X-AspNet-Version: 4.0.30319
                X-AspNetMvc-Version: 5.2
                X-FEServer: EXCH01
                X-BEServer: EXCH02
                X-CalculatedBETarget: exch02.internal.test
                X-DiagInfo: EXCH01
                X-OWA-Version: 15.2.1118.7
                Via: 1.1 inner-cache
                Connection: X-Secret, keep-alive
                X-Secret: 1
                Keep-Alive: timeout=5
                Proxy-Authenticate: Basic
                Alt-Svc: h2="{inner}"
                Location: http://{inner}/owa/?url=http%3a%2f%2f127.0.0.1%2f
                Content-Location: //{inner}/owa/
                Refresh: 5; url=http://{inner}/owa/
                WWW-Authenticate: Basic realm="127.0.0.1"
                X-Note: from {inner}
                X-Empty:
                Set-Cookie: first=1; path=/; domain=127.0.0.1
                Set-Cookie: first=2; path=/; secure
                Set-Cookie: second=3
                Content-Length: 0


                """.ReplaceLineEndings("\r\n"));
        });
        inner = frontEnd.Authority;
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskSecurelyAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.Equal(
            [
                "Connection: close",
                "Content-Length: 0",
                "Content-Location: //mail.example.test/owa/",
                "HTTP/1.1 302 Found",
                "Location: https://mail.example.test/owa/?url=https%3a%2f%2fmail.example.test%2f",
                "Refresh: 5; url=https://mail.example.test/owa/",
                "Set-Cookie: first=1; path=/; Secure",
                "Set-Cookie: first=2; path=/; secure",
                "Set-Cookie: second=3; Secure",
                "WWW-Authenticate: Basic realm=\"mail.example.test\"",
                "X-Empty:",
                "X-Note: from mail.example.test",
            ],
            Lines(answer).Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cookies_keep_their_number_and_order()
    {
        await using var frontEnd = RawFrontEnd.Answering("", fields: "Set-Cookie: roundcube_sessauth=-del-\r\nSet-Cookie: roundcube_sessid=1\r\nSet-Cookie: roundcube_sessauth=2\r\n");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.Equal(
            ["Set-Cookie: roundcube_sessauth=-del-; HttpOnly", "Set-Cookie: roundcube_sessid=1; HttpOnly", "Set-Cookie: roundcube_sessauth=2; HttpOnly"],
            answer.Split("\r\n").Where(line => line.StartsWith("Set-Cookie", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nTUNNEL")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 30\r\n\r\nokHTTP/1.1 200 POISON\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    public async Task What_is_no_answer_to_the_request_is_not_relayed(string sent)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(sent);
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("HTTP/1.1 502 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("TUNNEL", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("POISON", answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.FrontEndInvalidResponse, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Fact]
    public async Task A_length_that_has_no_business_there_is_dropped()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("HTTP/1.1 204 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trailers_are_not_relayed()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTrailer: X-Backend\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Backend: 127.0.0.1\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}TE: trailers\r\n\r\n");

        Assert.DoesNotContain("X-Backend", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n5\r\nhello\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_websocket_passes()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nTUNNEL");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync(
            "GET /ws HTTP/1.1\r\nHost: mail.example.test\r\nConnection: keep-alive, uPgRaDe\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nTUNNEL", answer, StringComparison.Ordinal);
        Assert.Contains("Upgrade: WebSocket", Lines(Assert.Single(frontEnd.Requests)));
    }

    [Theory]
    [InlineData("POST", "websocket")]
    [InlineData("GET", "SPDY/3.1")]
    [InlineData("GET", "h2c, websocket")]
    public async Task Any_other_upgrade_is_answered_as_if_it_had_not_been_asked_for(string method, string protocol)
    {
        await using var frontEnd = RawFrontEnd.Answering("plain");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"{method} /ws HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close, Upgrade\r\nUpgrade: {protocol}\r\n\r\n");

        Assert.EndsWith("plain", answer, StringComparison.Ordinal);
        var request = Assert.Single(frontEnd.Requests);
        Assert.StartsWith($"{method} /ws ", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Upgrade", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_body_may_describe_one()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}Content-Type: text/plain\r\n\r\n");

        Assert.Contains("Content-Type: text/plain", Lines(Assert.Single(frontEnd.Requests)));
    }

    [Fact]
    public async Task Fields_of_the_client_pass_byte_by_byte()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello", fields: "Content-Disposition: attachment; filename=\"caf\u00e9\"\r\n");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}X-A: caf\u00e9 \u00ff\r\nX-B:\r\n\r\n");

        var lines = Lines(Assert.Single(frontEnd.Requests));
        Assert.Contains("X-A: caf\u00e9 \u00ff", lines);
        Assert.Contains("X-B:", lines);
        Assert.Contains("filename=\"caf\u00e9\"", answer, StringComparison.Ordinal);
    }

    private static PublishingRule Edited(RawFrontEnd frontEnd, Func<PublishAction, PublishAction> edit)
    {
        var rule = PublishingRig.Rule(frontEnd);
        return rule with { Action = edit((PublishAction)rule.Action) };
    }

    private static IEnumerable<string> Lines(string message) =>
        message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Select(line => line.TrimEnd()).Order(StringComparer.Ordinal);
}
