using System.Globalization;
using System.Text;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.State.Held;

namespace WebPublisher.Commands.State;

/// <summary><c>hold show</c>.</summary>
internal sealed class HoldShowCommand : ExampleCommand
{
    // What a connector accepts by default, and more than anybody reads.
    private const int LongestHeader = 256 * 1024;

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldShowCommand(TimeProvider time)
        : base("show", "Shows a held message: its envelope, why it is held, its header and its parts.")
    {
        var messages = HoldCommand.Messages();
        var policy = PolicyFile.Option();
        Arguments.Add(messages);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            await using var mail = HeldMail.Look(PolicyFile.Load(parsed.GetValue(policy), time), time);
            foreach (var message in await mail.FindAsync(parsed.GetRequiredValue(messages)))
            {
                await ShowAsync(parsed.InvocationConfiguration.Output, mail, message, cancellation);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold show 17", "hold show 2P5Z-K8R0-7XQE-M3WD"];

    private static async Task ShowAsync(TextWriter output, HeldMail mail, HeldMessage message, CancellationToken cancellation)
    {
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
        if (message.State == HeldState.Released)
        {
            output.WriteLine();
            return;
        }

        try
        {
            await using var file = mail.Store.OpenRead(message);
            await WriteHeaderAsync(output, file, cancellation);
            file.Position = 0;
            WriteParts(output, await MessageDigester.DigestAsync(file, [], MimeLimits.Default, cancellation));
        }
        catch (IOException e)
        {
            throw new CommandFailure($"the content of held message {message.Id} cannot be read: {e.Message}", cause: e);
        }
    }

    private static async Task WriteHeaderAsync(TextWriter output, Stream file, CancellationToken cancellation)
    {
        output.WriteLine("header");
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        for (var written = 0; written < LongestHeader && await reader.ReadLineAsync(cancellation) is { Length: > 0 } line; written += line.Length)
        {
            output.WriteLine($"  {TextTable.Plain(line.Replace('\t', ' '))}");
        }
    }

    private static void WriteParts(TextWriter output, MessageDigest digest)
    {
        output.WriteLine("parts");
        foreach (var part in digest.Parts)
        {
            var name = part.FileNames.Count > 0 ? $" \"{TextTable.Plain(part.FileNames[0])}\"" : "";
            var size = part.IsComposite ? "" : $", {part.Size} bytes";
            output.WriteLine($"  {new string(' ', part.Depth * 2)}{(part.IsArchiveEntry ? "in the archive" : part.DeclaredType)}{name}{size}");
        }

        foreach (var finding in digest.Mime.Findings)
        {
            output.WriteLine($"  found: {finding.Kind} in part {finding.Part} ({TextTable.Plain(finding.Detail)})");
        }

        output.WriteLine();
    }

    private static void Line(TextWriter output, string title, string text) => output.WriteLine($"{title,-10} {TextTable.Plain(text)}");
}
