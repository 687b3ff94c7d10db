using System.Globalization;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Entries;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.Wording;

namespace WebPublisher.Commands.State;

/// <summary><c>hold show</c>.</summary>
internal sealed class HoldShowCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldShowCommand(TimeProvider time)
        : base("show", "Shows a held message: its envelope, why it is held, its header and its parts.")
    {
        var messages = HoldCommand.Messages();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(messages);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var reports = await ReadAsync(PolicyFile.Load(parsed.GetValue(policy), time), parsed.GetRequiredValue(messages), time, cancellation);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, reports);
            }
            else
            {
                reports.ForEach(report => Print(output, report));
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold show 17", "hold show 2P5Z-K8R0-7XQE-M3WD --json"];

    private static async Task<List<HeldReport>> ReadAsync(PublisherPolicy policy, IEnumerable<string> names, TimeProvider time, CancellationToken cancellation)
    {
        PolicyFile.MailOf(policy);
        var reports = new List<HeldReport>();
        using var server = await AnyServer.FindAsync(policy.Server.StateDirectory, ControlSocket.Names, time, cancellation);
        if (server is not null)
        {
            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                reports.Add(await HeldReport.OfAsync(server, name, cancellation));
            }

            return reports;
        }

        await using var mail = HeldMail.Look(policy, time);
        foreach (var message in await mail.FindAsync(names))
        {
            reports.Add(await HeldReport.OfAsync(mail, message, cancellation));
        }

        return reports;
    }

    private static void Print(TextWriter output, HeldReport report)
    {
        var message = report.Message;
        Line(output, "message", message.Id.ToString(CultureInfo.InvariantCulture));
        Line(output, "reference", message.Reference);
        Line(output, "state", JsonOutput.Word(message.State));
        Line(output, "received", $"{message.Received:u} by {message.Connector}");
        Line(output, "client", $"{message.Client} {message.ClientName}".TrimEnd());
        Line(output, "sender", $"<{message.Sender}> {message.MailParameters}".TrimEnd());
        foreach (var recipient in message.Recipients)
        {
            Line(output, "recipient", $"<{recipient.Address}> {recipient.Parameters}".TrimEnd() + (recipient.Answer is { } answer ? $": {answer}" : ""));
        }

        Line(output, "held by", $"{message.Agent}: {message.Reason} ({message.Evidence})");
        Line(output, "subject", message.Subject);
        Line(output, "size", Count.Of((int)Math.Min(message.Size, int.MaxValue), "byte"));
        if (report.Content is { } content)
        {
            Print(output, content);
        }

        output.WriteLine();
    }

    private static void Print(TextWriter output, HeldContent content)
    {
        output.WriteLine("header");
        foreach (var line in content.Header)
        {
            output.WriteLine($"  {TextTable.Plain(line.Replace('\t', ' '))}");
        }

        output.WriteLine("parts");
        foreach (var part in content.Parts)
        {
            var name = part.FileName is { } fileName ? $" \"{TextTable.Plain(fileName)}\"" : "";
            var size = part.Bytes is { } bytes ? $", {bytes} bytes" : "";
            output.WriteLine($"  {new string(' ', part.Depth * 2)}{(part.InArchive ? "in the archive" : TextTable.Plain(part.Type))}{name}{size}");
        }

        foreach (var finding in content.Findings)
        {
            output.WriteLine($"  found: {finding.Kind} in part {finding.Part} ({TextTable.Plain(finding.Detail)})");
        }
    }

    private static void Line(TextWriter output, string title, string text) => output.WriteLine($"{title,-10} {TextTable.Plain(text)}");
}
