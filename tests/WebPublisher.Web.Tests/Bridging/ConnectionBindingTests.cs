using System.Net;
using System.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;
using AuthenticationSchemes = WebPublisher.Policy.Rules.AuthenticationSchemes;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class ConnectionBindingTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task All_requests_of_a_client_go_by_the_connection_it_logged_on_by()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();

        Assert.Equal("alice", (await alice.LogOnAsync("alice")).Body);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Client: alice"));
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task Nobody_else_is_taken_for_a_user_who_logged_on_by_a_connection()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using (var alice = await rig.WireAsync())
        {
            await alice.LogOnAsync("alice");
            await using var other = await rig.WireAsync();
            Assert.Equal((401, "who"), await StatusAsync(other, "/", "X-Client: other"));
        }

        await UntilAsync(() => frontEnd.Open == 0);
        await using var third = await rig.WireAsync();
        Assert.Equal((401, "who"), await StatusAsync(third, "/", "X-Client: third"));
        Assert.Equal(0, frontEnd.Bleeds);
    }

    [Fact]
    public async Task Two_users_who_log_on_at_the_same_time_do_not_meet()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var bob = await rig.WireAsync();
        await using var eve = await rig.WireAsync();

        var toBob = await bob.AskAsync("/", LogonRig.FirstLeg, "X-Client: bob");
        var toEve = await eve.AskAsync("/", LogonRig.FirstLeg, "X-Client: eve");
        Assert.Equal("bob", (await bob.AskAsync("/", LogonRig.ThirdLeg(toBob, "bob"), "X-Client: bob")).Body);
        Assert.Equal("eve", (await eve.AskAsync("/", LogonRig.ThirdLeg(toEve, "eve"), "X-Client: eve")).Body);
        Assert.Equal((200, "bob"), await StatusAsync(bob, "/", "X-Client: bob"));
        Assert.Equal(0, frontEnd.Bleeds);
    }

    [Fact]
    public async Task A_connection_belongs_to_the_client_that_was_asked_to_log_on_by_it()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();
        await using var bob = await rig.WireAsync();

        Assert.Equal(401, (await alice.AskAsync("/")).Status);
        Assert.Equal(401, (await bob.AskAsync("/")).Status);
        await alice.LogOnAsync("alice");

        Assert.Equal([1, 2, 1, 1], frontEnd.Requests.Select(request => request.Connection));
    }

    [Fact]
    public async Task A_client_stays_with_the_server_it_is_logged_on_to()
    {
        await using var first = LogonFrontEnd.Start();
        await using var second = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(first, second);
        await using var alice = await rig.WireAsync();

        await alice.LogOnAsync("alice");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Client: alice"));
        }

        Assert.Equal(1, first.Connections + second.Connections);
    }

    [Fact]
    public async Task A_connection_that_a_server_declares_logged_on_is_nobody_elses()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();
        await using var bob = await rig.WireAsync();

        Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Do: persist", "X-Client: alice"));
        Assert.Equal((401, "who"), await StatusAsync(bob, "/", "X-Client: bob"));
        Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Client: alice"));
    }

    [Fact]
    public async Task Nor_is_it_used_again_where_such_logons_do_not_pass()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationPolicy.Default.Pass, frontEnd.Authority));
        await using var alice = await rig.WireAsync();

        Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Do: persist", "X-Client: alice"));
        Assert.Equal((401, "who"), await StatusAsync(alice, "/", "X-Client: alice"));
        Assert.Equal(2, frontEnd.Connections);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("half")]
    public async Task A_client_loses_its_connection_with_the_front_ends_in_the_middle_of_a_logon(string how)
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();

        var challenge = await alice.AskAsync("/", LogonRig.FirstLeg, "X-Client: alice", $"X-Do: {how}");
        await UntilAsync(() => frontEnd.Open == 0);

        Assert.Equal(how == "close" ? "close" : null, challenge.Field("Connection"));
        Assert.Null(await AskOrNothingAsync(alice, LogonRig.ThirdLeg(challenge, "alice"), "X-Client: alice"));
        Assert.Equal(0, frontEnd.StrayLegs);
        Assert.Single(frontEnd.Requests);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("reset")]
    public async Task A_client_loses_its_connection_when_the_last_leg_gets_no_answer(string how)
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();

        var challenge = await alice.AskAsync("/", LogonRig.FirstLeg, "X-Client: alice");
        Assert.Null(await AskOrNothingAsync(alice, LogonRig.ThirdLeg(challenge, "alice"), "X-Client: alice", $"X-Do: {how}"));

        await rig.Records.NextAsync();
        var record = await rig.Records.NextAsync();
        Assert.Equal((DenialReason.BoundConnectionLost, 502), (record.Denial!.Reason, record.Status));
        Assert.Equal(PublishingDecision.Denied, record.Decision);
        Assert.Equal(2, frontEnd.Requests.Count);
    }

    [Fact]
    public async Task A_logon_whose_connection_was_closed_while_it_was_idle_begins_anew()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");

        frontEnd.CutAll();
        await UntilAsync(() => frontEnd.Open == 0);

        // Either the sweep was first, and the client is told by the end of its own connection, or this request is, and it is asked to log on again.
        var answer = await AskOrNothingAsync(alice, "X-Client: alice");
        Assert.True(answer is null or { Status: 401, Body: "who" });
    }

    [Fact]
    public async Task A_server_error_in_the_middle_of_a_logon_ends_the_logon_and_not_the_connection()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();

        var challenge = await alice.AskAsync("/", LogonRig.FirstLeg, "X-Client: alice");
        Assert.Equal(503, (await alice.AskAsync("/", LogonRig.ThirdLeg(challenge, "alice"), "X-Client: alice", "X-Do: 503")).Status);
        Assert.Equal("alice", (await alice.LogOnAsync("alice")).Body);
        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task Requests_that_are_sent_without_waiting_are_answered_in_order_by_the_users_connection()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();

        var challenge = await alice.AskAsync("/", LogonRig.FirstLeg, "X-Client: alice");
        await alice.SendAsync(HttpWire.Request("/", LogonRig.ThirdLeg(challenge, "alice"), "X-Client: alice") + string.Concat(Enumerable.Repeat(HttpWire.Request("/", "X-Client: alice"), 3)));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("alice", (await alice.ReadAsync())!.Body);
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task A_web_socket_is_the_users_who_logged_on()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");

        var upgrade = await alice.AskAsync("/", "X-Client: alice", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        Assert.Equal(101, upgrade.Status);
        Assert.Equal("\u0081\u0005alice", await alice.ReadTextAsync(7));
        Assert.Null(await alice.ReadAsync());
        await UntilAsync(() => frontEnd.Open == 0);
    }

    [Fact]
    public async Task A_front_ends_connection_ends_with_the_clients()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");
        Assert.Equal(1, frontEnd.Open);

        alice.Reset();

        await UntilAsync(() => frontEnd.Open == 0);
    }

    [Fact]
    public async Task A_body_that_is_still_coming_when_a_logon_is_asked_for_does_not_cost_the_connection()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadHeaderAsync() is { } head)
            {
                await connection.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM T2-1\r\nContent-Length: 0\r\n\r\n");
                await connection.Stream.ReadExactlyAsync(new byte[head.Contains("Content-Length: 10\r\n", StringComparison.Ordinal) ? 10 : 0], connection.Stop);
            }
        });
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority));
        await using var alice = await rig.WireAsync();

        await alice.SendAsync($"POST / HTTP/1.1\r\nHost: mail.example.test\r\n{LogonRig.FirstLeg}\r\nContent-Length: 10\r\n\r\n12345");
        Assert.Equal(401, (await alice.ReadAsync())!.Status);
        await alice.SendAsync("67890");
        Assert.Equal(401, (await alice.AskAsync("/")).Status);
        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task An_answer_that_ends_with_its_connection_ends_the_clients_too()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM T2-1\r\n\r\nchallenged");
        });
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority));

        var answer = await rig.AskAsync(HttpWire.Request("/", LogonRig.FirstLeg));

        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("challenged", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_way_of_connecting_ends_what_was_logged_on_by_the_old_one()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        var rule = LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority);
        await using var rig = await PublishingRig.StartAsync(rule);
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");
        await using var bob = await rig.WireAsync();
        var challenge = await bob.AskAsync("/", LogonRig.FirstLeg, "X-Client: bob");

        var action = (PublishAction)rule.Action;
        var slower = action.To with { Resilience = action.To.Resilience with { ConnectTimeout = TimeSpan.FromSeconds(7) } };
        await rig.ApplyAsync(rule with { Action = action with { To = slower } });

        // Both clients are told by the end of their connections. A request that crosses it on its way may be answered yet, by whatever connection; a leg of a logon is not.
        await UntilAsync(() => frontEnd.Open == 0);
        Assert.Null(await alice.ReadAsync());
        Assert.Null(await AskOrNothingAsync(bob, LogonRig.ThirdLeg(challenge, "bob"), "X-Client: bob"));
        Assert.Equal(0, frontEnd.StrayLegs);
    }

    [Fact]
    public async Task A_policy_that_leaves_the_farm_as_it_is_leaves_logons_alone()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        var rule = LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority);
        await using var rig = await PublishingRig.StartAsync(rule);
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");

        var action = (PublishAction)rule.Action;
        await rig.ApplyAsync(rule with { Name = "Renamed", Action = action with { To = action.To with { Balancing = Policy.FrontEnds.Balancing.Random } } });

        Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Client: alice"));
        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task A_server_that_leaves_the_farm_takes_its_logons_with_it()
    {
        await using var first = LogonFrontEnd.Start();
        await using var second = LogonFrontEnd.Start();
        await using var rig = await PublishingRig.StartAsync(LogonRig.Rule(AuthenticationSchemes.All, first.Authority));
        await using var alice = await rig.WireAsync();
        await using var bob = await rig.WireAsync();
        await alice.LogOnAsync("alice");
        var challenge = await bob.AskAsync("/", LogonRig.FirstLeg, "X-Client: bob");

        await rig.ApplyAsync(LogonRig.Rule(AuthenticationSchemes.All, second.Authority));

        Assert.Equal((401, "who"), await StatusAsync(alice, "/", "X-Client: alice"));
        Assert.Null(await AskOrNothingAsync(bob, LogonRig.ThirdLeg(challenge, "bob"), "X-Client: bob"));
        await UntilAsync(() => first.Open == 0);
        Assert.Equal(0, second.StrayLegs);
    }

    [Fact]
    public async Task An_unhealthy_server_keeps_those_who_are_logged_on_while_it_answers()
    {
        await using var first = LogonFrontEnd.Start();
        await using var second = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(first, second);
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");
        var mine = first.Connections == 1 ? first : second;

        // The server refuses new connections, which opens its circuit; the one that is there still works.
        mine.Refuse();
        for (var i = 0; i < 12; i++)
        {
            await using var other = await rig.WireAsync();
            Assert.Equal(401, (await other.AskAsync("/", "X-Client: other")).Status);
        }

        Assert.Equal((200, "alice"), await StatusAsync(alice, "/", "X-Client: alice"));
    }

    [Fact]
    public async Task A_logon_over_HTTP_2_is_sent_back_to_HTTP_1_before_the_front_end_sees_it()
    {
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await LogonRig.StartAsync(frontEnd);
        using var client = rig.Http2Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("NTLM", "T1");

        Assert.Equal(0xd, await ResetCodeAsync(client));
        Assert.Empty(frontEnd.Requests);
        var record = await rig.Records.NextAsync();
        Assert.Equal((DenialReason.Http11Required, 426), (record.Denial!.Reason, record.Status));
    }

    [Fact]
    public async Task So_is_a_request_over_HTTP_2_that_is_asked_to_log_on()
    {
        await using var frontEnd = LogonFrontEnd.Start("WWW-Authenticate: Basic realm=\"x\", Negotiate\r\n");
        await using var rig = await LogonRig.StartAsync(frontEnd);
        using var client = rig.Http2Client();

        Assert.Equal(0xd, await ResetCodeAsync(client));
        Assert.Equal(DenialReason.Http11Required, (await rig.Records.NextAsync()).Denial!.Reason);
    }

    [Fact]
    public async Task Over_HTTP_2_other_schemes_pass_where_no_other_is_offered()
    {
        await using var frontEnd = LogonFrontEnd.Start("WWW-Authenticate: Basic realm=\"x\"\r\n");
        await using var rig = await LogonRig.StartAsync(frontEnd);
        using var client = rig.Http2Client();

        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Unauthorized, "Basic realm=\"x\""), (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()));
    }

    private static async Task<long> ResetCodeAsync(HttpClient client)
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/", UriKind.Relative)));
        return Assert.IsType<HttpProtocolException>(failure.InnerException).ErrorCode;
    }

    private static async Task<(int Status, string Body)> StatusAsync(HttpWire wire, string target, params string[] fields)
    {
        var answer = await wire.AskAsync(target, fields);
        return (answer.Status, answer.Body);
    }

    private static async Task<HttpWireAnswer?> AskOrNothingAsync(HttpWire wire, params string[] fields)
    {
        try
        {
            await wire.GetAsync("/", fields);
        }
        catch (IOException)
        {
            return null;
        }

        return await wire.ReadAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }
}
