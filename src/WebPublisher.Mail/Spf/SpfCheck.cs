using System.Net;

namespace WebPublisher.Mail.Spf;

/// <summary>Who wants to send for whom (the arguments of check_host, RFC 7208 section 4.1).</summary>
/// <param name="Client">The client's address. An IPv4 address in IPv6 clothes counts as what it is (section 5).</param>
/// <param name="Helo">What the client calls itself, as it said it.</param>
/// <param name="LocalPart">The sender's local part; empty stands for postmaster (section 4.3).</param>
/// <param name="Domain">The domain to ask.</param>
public sealed record SpfCheck(IPAddress Client, string Helo, string LocalPart, string Domain)
{
    /// <summary>The full name of the host that asks, for explanations (macro r).</summary>
    public string Receiver { get; init; } = "unknown";

    /// <summary>When it asks, for explanations (macro t).</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>
    /// The check of a reverse path; of a bounce, which has none, it is postmaster at the name the client calls itself (section 2.4).
    /// </summary>
    /// <param name="client">The client's address.</param>
    /// <param name="helo">What the client calls itself.</param>
    /// <param name="mailFrom">The reverse path without its brackets, or empty.</param>
    public static SpfCheck OfMailFrom(IPAddress client, string helo, string mailFrom)
    {
        ArgumentNullException.ThrowIfNull(mailFrom);
        var at = mailFrom.LastIndexOf('@');
        return mailFrom.Length == 0 ? new SpfCheck(client, helo, "", helo) : new SpfCheck(client, helo, mailFrom[..Math.Max(at, 0)], mailFrom[(at + 1)..]);
    }
}
