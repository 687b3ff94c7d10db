using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Nodes;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Two nodes that share a PostgreSQL, as an operator lives with them.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    [FactNeeding(Need.Database, Need.CoreRuleSet)]
    public async Task No_request_fails_and_no_message_is_lost_while_nodes_are_replaced_one_after_the_other()
    {
        // Long enough for a balancer to see it on a machine that does much else.
        await using var pair = await NodePair.StartAsync("4s");
        var web = new WebLoad(pair.Balancer, TimeSpan.FromMilliseconds(10));
        var mail = new MailLoad(pair.Balancer, TimeSpan.FromMilliseconds(20));
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(web.RunAsync(6, 3, stop.Token), mail.RunAsync(6, stop.Token));
        for (var round = 0; round < 4; round++)
        {
            var node = pair.Nodes[round % 2];
            if (round < 2)
            {
                await node.DrainAsync();
            }

            await node.StopAsync();
            if (round == 2)
            {
                await pair.Database.KillAsync();
            }

            await node.StartAsync();
            await pair.Balancer.WaitAsync(node, isReady: true);
        }

        await pair.Database.UpAsync();
        await stop.CancelAsync();
        await load;

        var counts = web.Counts.Concat(mail.Counts).ToList();
        output.WriteLine(string.Join('\n', counts.Select(count => $"{count.Kind}: {count.Good} good, {count.Failed} failed")) + $"\n{mail.ComeAgain} told to come again");
        Assert.Empty(counts.SelectMany(count => count.Failures));
        Assert.All(counts, count => Assert.True(count.Good > 0, $"no {count.Kind} at all"));
        MailAccount.AssertNothingLost(mail, pair.Sink);
        Assert.All(pair.Sink.Taken.Values, times => Assert.Equal(1, times));
    }

    [FactNeeding(Need.Database, Need.CoreRuleSet)]
    public async Task What_one_node_learns_the_other_acts_by_at_once()
    {
        await using var pair = await NodePair.StartAsync("0s");
        var (one, two) = (pair.Nodes[0], pair.Nodes[1]);

        await one.CommandAsync("ip", "block", "127.0.0.1");

        // A second on a machine that has nothing else to do; on one that has, sessions take longer as everything does.
        var sessions = 1;
        for (; !await IsBlockedAsync(two); sessions++)
        {
            Assert.True(sessions < 50, "the other node still takes mail from the blocked address in the fiftieth session");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        output.WriteLine($"refused in session {sessions}");

        // A browser that one node has bound to a front end stays with it by the other.
        var (server, cookie) = await VisitAsync(one, "");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(server, (await VisitAsync(two, cookie!)).Server);
        }
    }

    private static async Task<bool> IsBlockedAsync(Node node)
    {
        using var dialog = await Mail.SmtpDialog.GreetAsync(node.Smtp);
        await dialog.SayAsync("MAIL FROM:<ann@sender.example>");
        var reply = await dialog.ReadReplyAsync();
        return reply?.StartsWith('5') == true;
    }

    private static async Task<(string Server, string? Cookie)> VisitAsync(Node node, string cookie)
    {
        using var client = node.CreateHttp2Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mail/small") { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        if (cookie.Length > 0)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var set = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.First().Split(';')[0] : null;
        return (answer.Headers.GetValues("X-Front-End").Single(), set);
    }
}
