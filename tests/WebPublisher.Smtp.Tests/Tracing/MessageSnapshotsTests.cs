using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Smtp.Tracing;

namespace WebPublisher.Smtp.Tests.Tracing;

public sealed class MessageSnapshotsTests : IDisposable
{
    private const string Begin = "X-CreatedBy: MessageSnapshot-Begin injected headers\r\n";
    private const string End = "X-EndOfInjectedXHeaders: MessageSnapshot-End injected headers\r\n";
    private const string Forged = "X-MS-Exchange-Organization-AVStamp-Mailbox: MSFTFF;1;0;0 0 0\r\n";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_message_is_kept_as_it_came_and_before_and_after_each_agent()
    {
        await using var rig = await StartAsync();

        await SendAsync(rig, "Test@client.example", 250);

        var message = await rig.Records.NextMessageAsync();
        var folder = Assert.Single(Directory.GetDirectories(_directory["tracing"]));
        Assert.Equal(message.Reference, Path.GetFileName(folder));
        Assert.Equal(
            ["Original.eml", "Routing0001.eml", "Routing0002.eml", "SmtpReceive0001.eml", "SmtpReceive0002.eml", "SmtpReceive0003.eml", "SmtpReceive0004.eml"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("Subject: one\r\n" + Forged + "\r\n.text\r\n", Body(folder, "Original"));
        Assert.Equal("Subject: one\r\n\r\n.text\r\n", Body(folder, "SmtpReceive0001"));
        Assert.Equal("X-Seen: OnEndOfHeaders\r\nSubject: one\r\n\r\n.text\r\n", Body(folder, "SmtpReceive0002"));
        Assert.Equal("X-Seen: OnEndOfHeaders\r\nX-Seen: OnEndOfData\r\nX-Seen: OnSubmittedMessage\r\nSubject: one\r\n\r\n.text\r\n", Body(folder, "Routing0002"));

        var head = Text(folder, "SmtpReceive0004");
        Assert.StartsWith(Begin, head, StringComparison.Ordinal);
        Assert.Contains($"X-MessageSnapshot-Message-Id: {message.Reference}\r\n", head, StringComparison.Ordinal);
        Assert.Contains("X-MessageSnapshot-Source: OnEndOfData, after stamper\r\n", head, StringComparison.Ordinal);
        Assert.Contains("X-MessageSnapshot-Finding: stamper OnEndOfData: Noted Seen (OnEndOfData) Deliver\r\n", head, StringComparison.Ordinal);
        Assert.Contains("X-Sender: <Test@client.example>\r\nX-Receiver: <bob@example.com>\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_services_user_can_read_it()
    {
        await using var rig = await StartAsync();

        await SendAsync(rig, "test@client.example", 250);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = Directory.GetDirectories(_directory["tracing"])[0];
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory["tracing"]));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Messages_of_others_and_of_the_blank_sender_are_not_kept()
    {
        await using var rig = await StartAsync();

        await SendAsync(rig, "other@client.example", 250);
        await SendAsync(rig, "", 250);

        Assert.False(Directory.Exists(_directory["tracing"]));
    }

    [Fact]
    public async Task A_message_that_an_agent_refuses_is_kept_as_far_as_it_came()
    {
        await using var rig = await StartAsync(refuses: true);

        await SendAsync(rig, "test@client.example", 550);

        var folder = Directory.GetDirectories(_directory["tracing"])[0];
        Assert.Contains("X-MessageSnapshot-Finding: stamper OnEndOfHeaders: Unwanted Seen (x) Reject\r\n", Text(folder, "SmtpReceive0002"), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task The_oldest_messages_make_room()
    {
        Directory.CreateDirectory(_directory["tracing/of-somebody-else"]);
        await using var rig = await StartAsync(maximumMessages: 2);

        for (var i = 0; i < 4; i++)
        {
            await SendAsync(rig, "test@client.example", 250);
        }

        var first = await rig.Records.NextMessageAsync();
        Assert.Equal(3, Directory.GetDirectories(_directory["tracing"]).Length);
        Assert.False(Directory.Exists(_directory[$"tracing/{first.Reference}"]));
    }

    [Fact]
    public async Task Trouble_with_snapshots_is_told_and_does_not_trouble_the_mail()
    {
        File.WriteAllText(_directory["tracing"], "in the way");
        await using var rig = await StartAsync();

        await SendAsync(rig, "test@client.example", 250);

        Assert.Single(rig.Inner.Messages);
        Assert.Contains(rig.Log.Lines, entry => entry.Level == LogLevel.Error && entry.Text.Contains("could not be traced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_message_does_not_take_all_the_room()
    {
        await using var rig = await StartAsync(maximumSize: 4 * 2048);

        await SendAsync(rig, "test@client.example", 250);

        Assert.InRange(Directory.GetFiles(_directory["tracing"], "*.eml", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 2048);
        Assert.Contains(rig.Log.Lines, entry => entry.Text.Contains("its snapshots are larger than one message's may be", StringComparison.Ordinal));
    }

    private static Task SendAsync(ReceiveRig rig, string sender, int reply) => rig.TalkAsync(
        $"S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<{sender}>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: one\nC: {Forged.Trim()}\nC:\nC: ..text\nC: .\n"
        + $"S: {reply}\nC: QUIT\nS: 221\nS: (closed)");

    private static string Text(string folder, string name) => File.ReadAllText(Path.Combine(folder, $"{name}.eml"));

    private static string Body(string folder, string name)
    {
        var text = Text(folder, name);
        Assert.StartsWith(Begin, text, StringComparison.Ordinal);
        return text[(text.IndexOf(End, StringComparison.Ordinal) + End.Length)..];
    }

    private Task<ReceiveRig> StartAsync(bool refuses = false, int maximumMessages = 100, long maximumSize = 10_000_000)
    {
        var stamper = new ScriptedAgent("stamper", (agentEvent, _) => agentEvent < AgentEvent.OnEndOfHeaders ? Finding.None
            : refuses ? Finding.Unwanted("Seen", "x", WebPublisher.Mail.Smtp.Replies.SmtpReplies.ContentRestricted)
            : Finding.Noted("Seen", $"{agentEvent}").With(new StampField("X-Seen", $"{agentEvent}")));
        var policy = new PipelineTracingPolicy("test@client.example", _directory["tracing"], maximumMessages, maximumSize);
        return ReceiveRig.StartAsync(
            agents: [new InstalledAgent(stamper, AgentErrorAction.Defer, TimeSpan.FromSeconds(30))],
            services: services => services with { Watches = [new PipelineTracing(policy, services.Time, services.Logger).Watch] });
    }
}
