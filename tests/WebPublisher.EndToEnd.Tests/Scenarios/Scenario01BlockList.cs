using System.Net;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Network;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A client is on a block list in DNS, and can still ask for help.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario01BlockList
{
    internal const string Zone = "100.1.168.192.ip-bl.consolidatedmessenger.com. A 127.0.0.2";

    internal const string Refusal =
        "550 5.7.1 E-mail rejected because your IP address is listed by ip-bl.consolidatedmessenger.com. Please visit http://www.consolidatedmessenger.com/ip-bl for more information. "
        + "If you still need assistance, contact cmipbl@adventure-works.com.";

    internal const string Agent = """
          - connectionFilter:
              blockListProviders:
                - name: Consolidated Messenger
                  zone: ip-bl.consolidatedmessenger.com
                  response: >-
                    E-mail rejected because your IP address is listed by {zone}. Please visit http://www.consolidatedmessenger.com/ip-bl for more information.
                    If you still need assistance, contact cmipbl@adventure-works.com.
              bypassedRecipients: [cmipbl@adventure-works.com]
        """;

    [FactNeeding(Need.Names)]
    public async Task A_listed_client_is_refused_its_recipient_and_can_write_to_those_who_help()
    {
        await using var names = await RealNames.StartAsync(Zone);
        await using var edge = await ScenarioEdge.StartAsync(new ManualTimeProvider(), Agent, names);
        using (var client = await edge.ConnectAsync())
        {
            Assert.StartsWith("250-mail.adventure-works.com Hello [192.168.1.100]\n", await client.AskAsync("EHLO INTERNET01.fabrikam.com", "250-"), StringComparison.Ordinal);
            Assert.Equal("250 2.1.0 Sender OK", await client.AskAsync("MAIL FROM:<Fabrikam.User@fabrikam.com> SIZE=840", "250"));
            Assert.Equal(Refusal, ScenarioEdge.WordsOf(await client.AskAsync("RCPT TO:<Administrator@adventure-works.com>", "550")));
            Assert.Equal("250 2.0.0 Resetting", await client.AskAsync("RSET", "250"));
            Assert.Equal("221 2.0.0 Service closing transmission channel", await client.AskAsync("QUIT", "221"));
        }

        Assert.Empty(edge.Delivered);
        using (var client = await edge.GreetAsync())
        {
            await client.DeliverAsync("Fabrikam.User@fabrikam.com", "cmipbl@adventure-works.com", "Subject: Help\r\n\r\nWhy?\r\n"u8.ToArray());
        }

        Assert.Single(edge.Delivered);
        Assert.Equal([new AgentLogLine("connectionFilter", "OnRcptCommand", "RejectCommand", "BlockListProvider", "Consolidated Messenger")], await edge.FoundAsync());
    }

    [FactNeeding(Need.Mail, Need.Names)]
    public async Task A_real_postfix_learns_why_and_writes_the_bounce_itself()
    {
        await using var names = await RealNames.StartAsync(Zone);
        await using var edge = await ScenarioEdge.StartAsync(TimeProvider.System, Agent, names);
        await using var balancer = new ProxyBalancer(edge.Internet);
        var port = FreePort.Next();
        await using var internet01 = new RealNetwork("scenario01", ["internet01"], new Dictionary<string, string>
        {
            ["SENDER_PORT"] = $"{port}",
            ["EDGE_MX"] = $"[{balancer.EndPoint.Address}]:{balancer.EndPoint.Port}",
        });
        await internet01.UpAsync();
        using (var client = await SmtpDialog.GreetAsync(new IPEndPoint(IPAddress.Loopback, port)))
        {
            await client.DeliverAsync("Fabrikam.User@fabrikam.com", "Administrator@adventure-works.com", "Subject: Hello\r\n\r\nYours\r\n"u8.ToArray());
            await client.DeliverAsync("Fabrikam.User@fabrikam.com", "cmipbl@adventure-works.com", "Subject: Help\r\n\r\nWhy?\r\n"u8.ToArray());
        }

        var bounce = await BounceAsync(Path.Combine(internet01.Directory, "internet01", "mailboxes", "user", "new"));
        Assert.Contains("Reporting-MTA: dns; INTERNET01.fabrikam.com", bounce, StringComparison.Ordinal);
        Assert.Contains(Refusal[.."550 5.7.1 E-mail rejected".Length], Unfolded(bounce), StringComparison.Ordinal);
        Assert.Contains("If you still need assistance, contact cmipbl@adventure-works.com.", Unfolded(bounce), StringComparison.Ordinal);
        Assert.Contains("Subject: Help\r\n", await DeliveredAsync(edge), StringComparison.Ordinal);
        Assert.Single(edge.Delivered);
    }

    private static string Unfolded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<string> BounceAsync(string mailbox) =>
        WaitAsync(() => Directory.Exists(mailbox) && Directory.GetFiles(mailbox) is [var file, ..] ? File.ReadAllText(file) : null);

    private static Task<string> DeliveredAsync(ScenarioEdge edge) => WaitAsync(() => edge.Delivered is [var first, ..] ? first : null);

    private static async Task<string> WaitAsync(Func<string?> look)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (true)
        {
            if (look() is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
