using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class MessageHoldTests
{
    private const string Message = "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\n"
        + "C: DATA\nS: 354\nC: Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nC:\nC: body\nC: .\n";

    private static readonly Finding s_held = Finding.Held("Keyword", "money").With(new AddRecipient(To("archive@example.com"))).With(new StampField("X-Verdict", "odd"));

    [Fact]
    public async Task A_held_message_is_kept_with_its_envelope_and_reaches_nobody()
    {
        await using var rig = await StartAsync();
        await rig.TalkAsync($"{Message}S: 250 2.0.0 OK\nC: QUIT\nS: 221");

        var record = await rig.Records.NextMessageAsync();
        Assert.Equal(MessageOutcome.Held, record.Outcome);
        Assert.Empty(rig.Inner.Messages);
        var held = Assert.Single(await rig.State.Held.ListAsync());
        Assert.Equal(
            (record.Reference, "ann@client.example", "", "Grüße", "127.0.0.1", "client.example", "screener", "Keyword", "money"),
            (held.Reference, held.Sender, held.MailParameters, held.Subject, held.Client, held.ClientName, held.Agent, held.Reason, held.Evidence));
        Assert.Equal(["bob@example.com ", "archive@example.com "], held.Recipients.Select(recipient => $"{recipient.Address} {recipient.Parameters}"));
        await using var file = rig.Hold.OpenRead(held);
        using var reader = new StreamReader(file, Encoding.Latin1);
        var content = await reader.ReadToEndAsync();
        Assert.StartsWith("X-Verdict: odd\r\nReceived: from client.example", content, StringComparison.Ordinal);
        Assert.EndsWith("\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nbody\r\n", content, StringComparison.Ordinal);
        Assert.Equal(content.Length, held.Size);
    }

    [Fact]
    public async Task What_there_is_no_room_for_stays_with_its_client()
    {
        await using var rig = await StartAsync(policy => policy with { Hold = HoldPolicy.Default with { MaximumMessages = 1 } });
        await rig.TalkAsync($"{Message}S: 250 2.0.0 OK");
        await rig.TalkAsync($"{Message}S: 452 4.3.1");
        Assert.Single(await rig.State.Held.ListAsync());
        Assert.Equal(1, rig.Log.Count(3802));
    }

    [Fact]
    public async Task What_the_disk_does_not_take_stays_with_its_client()
    {
        await using var rig = await StartAsync();
        await File.WriteAllTextAsync(rig.Hold.Folder, "a file where the directory should be");
        await rig.TalkAsync($"{Message}S: 452 4.3.1");
        Assert.Empty(await rig.State.Held.ListAsync());
    }

    private static ForwardPath To(string address) => ForwardPath.To(MailAddress.TryParse(address, out var parsed, out _) ? parsed : throw new ArgumentException(address));

    private static Task<ReceiveRig> StartAsync(Func<MailPolicy, MailPolicy>? policy = null) => ReceiveRig.StartAsync(
        policy: policy,
        agents: [new InstalledAgent(new ScriptedAgent("screener", (at, _) => at == AgentEvent.OnEndOfData ? s_held : Finding.None), AgentErrorAction.Defer, TimeSpan.FromSeconds(30))]);
}
