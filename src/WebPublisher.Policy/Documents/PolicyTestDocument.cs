using System.Net;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>One request, or one SMTP dialog, and what the policy is expected to decide about it.</summary>
[Document("a policy test")]
public sealed record PolicyTestDocument : Document
{
    /// <summary>What it shows, as a sentence.</summary>
    [Key("What it shows, as a sentence.", Required = true, Example = "OWA is published")]
    public Located<string>? Name { get; init; }

    /// <summary>The request: method and URL.</summary>
    [Key("The request: method and URL. This or 'dialog'.", Example = "GET https://mail.example.com/owa/")]
    public Located<string>? Request { get; init; }

    /// <summary>The client's address; one in no client address set when absent.</summary>
    [Key("The client's address; one in no client address set when absent.", Example = "192.0.2.1")]
    public Located<IPAddress>? From { get; init; }

    /// <summary>When the request is made.</summary>
    [Key("When the request is made.", Default = "(now)", Example = "2026-11-21T10:00:00Z")]
    public Located<DateTimeOffset>? At { get; init; }

    /// <summary>What is expected; at least one thing.</summary>
    [Key("What is expected of the request; at least one thing.")]
    public PolicyTestExpectationDocument? Expect { get; init; }

    /// <summary>The receive connector a dialog is held with.</summary>
    [Key("The receive connector a dialog is held with.", Example = "internet")]
    public Located<string>? Connector { get; init; }

    /// <summary>The end point of the connector.</summary>
    [Key("The end point of the connector that the client connects to.", Default = "(its first)", Example = "203.0.113.11:465")]
    public Located<IPEndPoint>? To { get; init; }

    /// <summary>The load balancer that names the client by the PROXY protocol.</summary>
    [Key("The load balancer that names the client by the PROXY protocol; none when absent.", Example = "10.0.0.7")]
    public Located<IPAddress>? Via { get; init; }

    /// <summary>Whether the dialog begins behind STARTTLS.</summary>
    [Key("Whether the dialog begins behind EHLO and STARTTLS.", Default = "false")]
    public Located<bool>? Tls { get; init; }

    /// <summary>The user who has logged on before the dialog.</summary>
    [Key("The user who has logged on before the dialog, under TLS and with the right password; none when absent.", Example = "alice")]
    public Located<string>? User { get; init; }

    /// <summary>The dialog, line by line.</summary>
    [Key("An SMTP dialog, line by line.")]
    public DocumentList<DialogLineDocument> Dialog { get; init; } = new();
}
