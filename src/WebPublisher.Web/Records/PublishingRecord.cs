using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Records;

/// <summary>
/// All that is told of one request, filled in along its path and written once at its end. Holds no credential: no Authorization, no cookie, and
/// <see cref="Query"/> is redacted by whoever writes it.
/// </summary>
public sealed class PublishingRecord
{
    /// <summary>The number on a denial page that leads to this record.</summary>
    public required string Reference { get; init; }

    /// <summary>When the request line had arrived.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Name of the listener.</summary>
    public required string Listener { get; init; }

    /// <summary>The client's address and port.</summary>
    public IPEndPoint? Client { get; init; }

    /// <summary>The address and port the client reached.</summary>
    public IPEndPoint? Local { get; init; }

    /// <summary><c>HTTP/1.1</c>, <c>HTTP/2</c>, or empty for a tunnel.</summary>
    public string Protocol { get; set; } = "";

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; set; } = "";

    /// <summary>The method.</summary>
    public string Method { get; set; } = "";

    /// <summary>The canonical host, or the one that was refused.</summary>
    public string Host { get; set; } = "";

    /// <summary>The canonical path in its encoded form, or the raw target that was refused.</summary>
    public string Path { get; set; } = "";

    /// <summary>The raw query with its question mark, or empty. May hold secrets: never written as it is.</summary>
    public string Query { get; set; } = "";

    /// <summary>The User-Agent, as sent.</summary>
    public string? UserAgent { get; set; }

    /// <summary>Version of TLS, null in clear.</summary>
    public SslProtocols? TlsProtocol { get; set; }

    /// <summary>Cipher suite, null in clear.</summary>
    public TlsCipherSuite? CipherSuite { get; set; }

    /// <summary>Revision of the policy the request was judged by.</summary>
    public string PolicyRevision { get; set; } = "";

    /// <summary>Name of the rule that decided, or null when no rule was reached.</summary>
    public string? Rule { get; set; }

    /// <summary>Name of the section of that rule; empty where the rule is not divided, null where no section was reached.</summary>
    public string? Section { get; set; }

    /// <summary>What became of it.</summary>
    public PublishingDecision Decision { get; set; }

    /// <summary>Why it was refused, or why the answer that was begun broke off; null when all went well.</summary>
    public Denial? Denial { get; set; }

    /// <summary>What of the answer was not passed on, or not done with it, and why; or null.</summary>
    public string? AnswerNote { get; set; }

    /// <summary>Attacks that were recognised and let through, because the policy only reports them; null for none.</summary>
    public string? Reported { get; private set; }

    /// <summary>What the web application firewall found out; null where none was asked.</summary>
    public FirewallRecord? Firewall { get; set; }

    /// <summary>Name of the front-end farm, or null.</summary>
    public string? Farm { get; set; }

    /// <summary>The front-end server that was last tried, <c>host:port</c>, or null.</summary>
    public string? FrontEnd { get; set; }

    /// <summary>How many servers were tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Status sent to the client; 0 when none was.</summary>
    public int Status { get; set; }

    /// <summary>Bytes of the request body.</summary>
    public long RequestBytes { get; set; }

    /// <summary>Bytes of the response body.</summary>
    public long ResponseBytes { get; set; }

    /// <summary>From the request line to the end of the response.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>From the first byte sent to the front end to the end of its response header, or null.</summary>
    public TimeSpan? FrontEndDuration { get; set; }

    /// <summary>W3C trace id, or null when the request is not traced.</summary>
    public string? TraceId { get; set; }

    /// <summary>Tells of an attack that is let through.</summary>
    /// <param name="attack">Which, and where it was found.</param>
    public void Report(string attack) => Reported = Reported is null ? attack : $"{Reported}; {attack}";
}
