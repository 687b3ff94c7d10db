using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Mail.Content;

/// <summary>The trace field that a server puts before every message it takes (RFC 5321 section 4.4).</summary>
public sealed record ReceivedField
{
    private static readonly SearchValues<char> s_token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The name the client gave itself.</summary>
    public required ClientName ClientName { get; init; }

    /// <summary>The client's address.</summary>
    public required IPAddress ClientAddress { get; init; }

    /// <summary>The name that DNS has for the address, if it was looked up.</summary>
    public MailDomain? ClientHost { get; init; }

    /// <summary>This server.</summary>
    public required MailDomain Server { get; init; }

    /// <summary>How it came.</summary>
    public required TransmissionType Transmission { get; init; }

    /// <summary>The TLS cipher suite by its IANA name, written as the tls clause of RFC 8314 section 4.3.</summary>
    /// <exception cref="ArgumentException">It is no such name.</exception>
    public string? CipherSuite
    {
        get;
        init => field = value is null ? null : Token(value);
    }

    /// <summary>Under which the message is found in the logs of this server: letters, digits, dots, underscores and hyphens.</summary>
    /// <exception cref="ArgumentException">It holds another character.</exception>
    public required string Id
    {
        get;
        init => field = Token(value);
    }

    /// <summary>The recipient; null if there are several, for whom naming one would betray the others (RFC 5321 section 7.2).</summary>
    public MailAddress? Recipient { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Writes the field so that it can stand before content that begins with <paramref name="opening"/>.</summary>
    /// <remarks>
    /// Content that begins with no field gets an empty line between: a folded line would otherwise become part of this field, and body text would be read as a
    /// malformed header.
    /// </remarks>
    public void WriteTo(IBufferWriter<byte> output, ContentOpening opening)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Text(ToString());
        if (opening is ContentOpening.Text or ContentOpening.Empty)
        {
            output.Write("\r\n"u8);
        }
    }

    /// <summary>The field, folded, CRLF behind it.</summary>
    public override string ToString()
    {
        var literal = ClientAddress.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{ClientAddress}]" : $"[{ClientAddress}]";
        var host = ClientHost is null ? literal : $"{ClientHost} {literal}";
        var recipient = Recipient is null ? "" : $"\r\n\tfor <{Recipient}>";
        var suite = CipherSuite is null ? "" : $"\r\n\ttls {CipherSuite}";
        return $"Received: from {ClientName} ({host})\r\n\tby {Server} with {Transmission.Keyword} id {Id}{recipient}{suite};\r\n\t{Format(Date)}\r\n";
    }

    private static string Token(string text)
        => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_token) ? text : throw new ArgumentException($"'{text}' cannot stand in a Received field.", nameof(text));

    /// <summary>RFC 5322 section 3.3.</summary>
    private static string Format(DateTimeOffset date)
    {
        var offset = date.Offset;
        var zone = $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}";
        return $"{date.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {zone}";
    }
}
