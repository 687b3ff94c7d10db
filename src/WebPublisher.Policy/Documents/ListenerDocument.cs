using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Policy.Documents;

/// <summary>One address and port that is open to clients.</summary>
[Document("a listener")]
public sealed record ListenerDocument : Document
{
    /// <summary>Its name in rules, logs and metrics.</summary>
    [Key("Its name in rules, logs and metrics.", Required = true, Example = "external-https")]
    public Located<string>? Name { get; init; }

    /// <summary>The address and port it binds, and no other.</summary>
    [Key("The address and port it binds, and no other.", Required = true, Example = "203.0.113.10:443")]
    public Located<IPEndPoint>? Address { get; init; }

    /// <summary>What it speaks. Plain http is refused or redirected unless a rule says otherwise.</summary>
    [Key("What it speaks. Plain http is refused or redirected unless a rule says otherwise.", Required = true)]
    public Located<ListenerProtocol>? Protocol { get; init; }

    /// <summary>Names of its certificates. The one that covers the name asked for (SNI) is presented, else the first.</summary>
    [Key("Names of its certificates. The one that covers the name asked for (SNI) is presented, else the first.", Example = "owaPublic")]
    public DocumentList<Located<string>> Certificates { get; init; } = new();

    /// <summary>What it asks of TLS, refused in the handshake.</summary>
    [Key("What it asks of TLS, refused in the handshake.")]
    public TlsDocument? Tls { get; init; }

    /// <summary>Strict-Transport-Security on every answer (RFC 6797).</summary>
    [Key("Strict-Transport-Security on every answer (RFC 6797).")]
    public HstsDocument? Hsts { get; init; }

    /// <summary>What one client may have of it at once.</summary>
    [Key("What one client may have of it at once.")]
    public ListenerQuotasDocument? Quotas { get; init; }
}
