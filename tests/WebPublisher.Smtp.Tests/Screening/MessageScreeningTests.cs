using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Antivirus;
using WebPublisher.Smtp.Tests.Screening.Milter;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Screening;

/// <summary>The mail half with a policy of agents and screener listeners alone.</summary>
public sealed class MessageScreeningTests(ClamdFixture clamd) : IClassFixture<ClamdFixture>
{
    [FactNeedingClamd]
    public async Task Agents_of_the_policy_judge_what_another_mail_server_shows_them()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(WithScreeners(rig, ScreenerProtocol.Milter));
        await using var client = await MilterClientRig.OpenAsync(rig.Half.ScreenerEndPoints["Milter"]);
        await client.SendMessageAsync("Subject: x\r\n", TestMail.Eicar + "\r\n");
        var record = await rig.Records.NextMessageAsync();
        Assert.Equal([$"y550 5.7.1 Message rejected because a virus was found in it ({record.Reference})|"], await client.ReadVerdictAsync());
        Assert.Equal((MessageOutcome.RefusedByAgent, "Milter"), (record.Outcome, record.Connector));
        await client.SendMessageAsync("Subject: x\r\n", "Nothing to see.\r\n");
        Assert.Equal(["i||||X-MS-Exchange-Organization-AVStamp-Mailbox| WEBPUB;1;0;0 0 0|", "c"], await client.ReadVerdictAsync());
    }

    [FactNeedingClamd]
    public async Task A_listener_asks_no_agent_that_it_does_not_name()
    {
        await using var rig = new HalfRig();
        var policy = WithScreeners(rig, ScreenerProtocol.Milter);
        var none = policy.Mail!.ScreenerListeners[0] with { Agents = FrozenSet<string>.Empty };
        await rig.StartAsync(policy with { Mail = policy.Mail with { ScreenerListeners = [none] } });
        await using var client = await MilterClientRig.OpenAsync(rig.Half.ScreenerEndPoints["Milter"]);
        await client.SendMessageAsync("Subject: x\r\n", TestMail.Eicar + "\r\n");
        Assert.Equal(["c"], await client.ReadVerdictAsync());
    }

    [FactNeedingClamd]
    public async Task Listeners_come_and_go_with_the_policy()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(WithScreeners(rig, ScreenerProtocol.Milter));
        await using var client = await MilterClientRig.OpenAsync(rig.Half.ScreenerEndPoints["Milter"]);
        await rig.Half.ApplyAsync(WithScreeners(rig, ScreenerProtocol.Milter, ScreenerProtocol.Http), CancellationToken.None);
        Assert.Equal(["Http", "Milter"], rig.Half.ScreenerEndPoints.Keys.Order());
        await client.SendMessageAsync("Subject: x\r\n", "Nothing to see.\r\n");
        Assert.Equal("c", (await client.ReadVerdictAsync())[^1]);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://{rig.Half.ScreenerEndPoints["Http"]}/screen"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        await rig.Half.ApplyAsync(rig.Policy(), CancellationToken.None);
        Assert.Empty(rig.Half.ScreenerEndPoints);
        Assert.Null(await client.ReadAsync());
    }

    private PublisherPolicy WithScreeners(HalfRig rig, params ScreenerProtocol[] protocols)
    {
        var policy = rig.Policy(HalfRig.Connector("unused"));
        return policy with
        {
            Mail = policy.Mail! with
            {
                ReceiveConnectors = [],
                Agents = [clamd.Policy],
                ScreenerListeners =
                [
                    .. protocols.Select(protocol => new ScreenerListener
                    {
                        Name = protocol.ToString(),
                        Location = new SourceLocation("policy.yaml", 5, 5),
                        EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                        Protocol = protocol,
                        Agents = new[] { "antivirus" }.ToFrozenSet(StringComparer.Ordinal),
                    }),
                ],
            },
        };
    }
}
