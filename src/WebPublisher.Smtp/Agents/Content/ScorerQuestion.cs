using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>A message and its envelope, as other filters are asked about it.</summary>
/// <param name="Client">The client.</param>
/// <param name="ClientName">The name it gave itself.</param>
/// <param name="Sender">The envelope sender; empty of bounces.</param>
/// <param name="Recipients">The recipients, at most <see cref="MostRecipients"/>.</param>
/// <param name="Server">The name of the connector.</param>
/// <param name="Reference">The number under which the log has it.</param>
/// <param name="Time">Now.</param>
/// <param name="Length">Octets of the content.</param>
/// <param name="Open">Opens the content from its beginning.</param>
public sealed record ScorerQuestion(
    IPAddress Client, string ClientName, string Sender, ImmutableArray<string> Recipients, string Server, string Reference, DateTimeOffset Time, long Length, Func<Stream> Open)
{
    /// <summary>Recipients that are told: 50.</summary>
    public const int MostRecipients = 50;

    /// <summary>The trace field that stands above the message once it is delivered, for filters that read the client there.</summary>
    public ReadOnlyMemory<byte> TraceField() => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"Received: from {Plain(ClientName)} ({Plain(ClientName)} [{Client}])\r\n\tby {Plain(Server)} with ESMTP id {Reference};\r\n\t{Time:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n"));

    /// <summary>What an agent is asked about now.</summary>
    internal static ScorerQuestion Of(AgentContext context) => new(
        context.Client,
        context.ClientName ?? "unknown",
        context.Sender?.Mailbox?.ToString() ?? "",
        [.. context.Recipients.Select(recipient => recipient.Mailbox?.ToString() ?? "postmaster").Take(MostRecipients)],
        context.Connector.Fqdn,
        context.Reference,
        context.Time.GetUtcNow().ToUniversalTime(),
        context.ContentLength,
        context.OpenContent);

    private static string Plain(string text) => string.Concat(text.Select(character => character is > ' ' and <= '~' and not ('(' or ')') ? character : '?'));
}
