using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Commands.Mail;

/// <summary>A message in a file that an imagined client sends.</summary>
/// <param name="Path">The file.</param>
internal sealed record MessageQuestion(string Path)
{
    // More than any connector takes by default.
    private const long LargestFile = 256L * 1024 * 1024;

    /// <summary>The client's address; null for a stranger.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The envelope sender, with or without angle brackets; null for the first address of the message's From.</summary>
    public string? Sender { get; init; }

    /// <summary>The recipients; none for those of To and Cc that the policy accepts mail for, or else its postmaster.</summary>
    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>The name the client gives itself.</summary>
    public string ClientName { get; init; } = MailQuestion.UsualClientName;

    /// <summary>The receive connector, or null.</summary>
    public string? Connector { get; init; }

    /// <summary>Reads the file and asks what becomes of it.</summary>
    /// <param name="mail">Says which domains are accepted.</param>
    /// <exception cref="CommandFailure">The file cannot be read.</exception>
    public async Task<MailQuestion> AskAsync(MailPolicy mail)
    {
        var content = await ReadAsync();
        using var stream = new MemoryStream(content, writable: false);
        var digest = await MessageDigester.DigestAsync(stream, [], MimeLimits.Default, CancellationToken.None);
        var sender = Sender?.Trim('<', '>') ?? (digest.From.Count > 0 ? digest.From[0].Text : "");
        var recipients = Recipients.IsEmpty ? Addressed(digest, mail) : [.. Recipients.Select(recipient => recipient.Trim('<', '>'))];
        var body = content.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)127) ? " BODY=8BITMIME" : "";
        var utf8 = recipients.Append(sender).Any(address => address.Any(character => character > 127)) ? " SMTPUTF8" : "";
        return new MailQuestion
        {
            Text = $"{Path}: {content.Length} octets from <{sender}>{(Sender is null ? " (its From; --sender names another)" : "")} to "
                + $"{string.Join(", ", recipients.Select(recipient => $"<{recipient}>"))}{(Recipients.IsEmpty ? " (its To and Cc; --rcpt names others)" : "")}",
            Commands = [$"MAIL FROM:<{sender}>{body}{utf8}", .. recipients.Select(recipient => $"RCPT TO:<{recipient}>"), "DATA"],
            Content = content,
            Client = Client,
            ClientName = ClientName,
            Connector = Connector,
        };
    }

    private static ImmutableArray<string> Addressed(MessageDigest digest, MailPolicy mail)
    {
        ImmutableArray<string> accepted =
        [
            .. digest.To.Concat(digest.Cc).Where(address => address.Address is { } known && mail.AcceptedDomains.Any(domain => domain.Domain.Matches(known.Domain.Text)))
                .Select(address => address.Text).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return accepted.IsEmpty ? ["postmaster"] : accepted;
    }

    /// <summary>Reads the message as a client would send it: files keep lines by line feeds alone, and folders of mail have a line in front of each.</summary>
    private async Task<byte[]> ReadAsync()
    {
        byte[] file;
        try
        {
            file = new FileInfo(Path).Length <= LargestFile ? await File.ReadAllBytesAsync(Path) : throw new CommandFailure($"{Path} is larger than {LargestFile} octets.", ExitCode.Usage);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{Path} cannot be read: {error.Message}", ExitCode.Usage, error);
        }

        var rest = file.AsSpan();
        if (rest.StartsWith("From "u8))
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        var content = new ArrayBufferWriter<byte>(rest.Length + 1024);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            content.Write(line.EndsWith("\r"u8) ? line[..^1] : line);
            content.Write("\r\n"u8);
            rest = rest[(line.Length + (end < 0 ? 0 : 1))..];
        }

        return content.WrittenSpan.ToArray();
    }
}
