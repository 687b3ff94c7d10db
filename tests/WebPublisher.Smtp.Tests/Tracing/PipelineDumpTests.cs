using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Smtp.Tracing;

namespace WebPublisher.Smtp.Tests.Tracing;

public sealed class PipelineDumpTests : IDisposable
{
    private const string Message =
        "S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: a \u0001 & b\nC:\nC: text\nC: .\nS: 250\n"
        + "C: QUIT\nS: 221\nS: (closed)";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_event_is_a_document_in_the_folder_of_its_session_and_message_also_without_agents()
    {
        await using var rig = await ReceiveRig.StartAsync(services: services => services with { Watches = [new PipelineDump(_directory["dump"], services.Time, services.Logger).Watch] });

        await rig.TalkAsync(Message);

        var message = await rig.Records.NextMessageAsync();
        var session = _directory[$"dump/{message.Session}"];
        Assert.Equal(["0001-OnConnect.xml", "0002-OnEhloCommand.xml"], Names(session));
        Assert.Equal(
            ["0003-OnMailCommand.xml", "0004-OnRcptCommand.xml", "0005-OnDataCommand.xml", "0006-OnEndOfHeaders.xml", "0007-OnEndOfData.xml", "0008-OnSubmittedMessage.xml"],
            Names(Path.Combine(session, message.Reference)));
        var recipient = Load(session, message.Reference, "0004-OnRcptCommand");
        Assert.Equal(("<ann@client.example>", "<bob@example.com>", "c.example"), (Value(recipient, "sender"), Value(recipient, "recipient"), Value(recipient, "clientName")));
        var data = Load(session, message.Reference, "0007-OnEndOfData");
        Assert.Equal("Subject: a \ufffd & b", data.Element("content")!.Element("header")!.Value.Trim());
        Assert.Equal("Deliver", data.Element("action")!.Attribute("disposition")!.Value);
        Assert.Contains(rig.Log.Lines, entry => entry.Level == LogLevel.Warning && entry.Text.StartsWith("PIPELINE DUMP IS ON", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_half_dumps_and_traces_as_it_is_told_and_warns_of_both()
    {
        await using var rig = new HalfRig();
        var policy = rig.Policy(HalfRig.Connector("internet"));
        await rig.StartAsync(policy with { Mail = policy.Mail! with { PipelineTracing = new PipelineTracingPolicy("ann@client.example", _directory["tracing"], 10, 1_000_000) } });

        await rig.TalkAsync("internet", Message);

        Assert.Contains(rig.Log.Lines, entry => entry.Level == LogLevel.Warning && entry.Text.StartsWith("Pipeline tracing is on: every message of ann@client.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trouble_is_told_and_does_not_trouble_the_mail()
    {
        File.WriteAllText(_directory["dump"], "in the way");
        await using var rig = await ReceiveRig.StartAsync(services: services => services with { Watches = [new PipelineDump(_directory["dump"], services.Time, services.Logger).Watch] });

        await rig.TalkAsync(Message);

        Assert.Single(rig.Inner.Messages);
        Assert.Contains(rig.Log.Lines, entry => entry.Text.StartsWith("An event could not be dumped", StringComparison.Ordinal));
    }

    private static List<string> Names(string folder) => [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static XElement Load(string session, string message, string name) => XDocument.Load(Path.Combine(session, message, $"{name}.xml")).Root!;

    private static string? Value(XElement element, string name) => element.Element(name)?.Value;
}
