using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>A dialog with the mail half, and the replies it is expected to give.</summary>
public sealed record DialogTest : PolicyTest
{
    /// <summary>Name of the receive connector; whether there is one is for the policy to say.</summary>
    public required Located<string> Connector { get; init; }

    /// <summary>The end point of the connector; null for its first.</summary>
    public Located<IPEndPoint>? To { get; init; }

    /// <summary>The load balancer that names the client; null for none.</summary>
    public IPAddress? Via { get; init; }

    /// <summary>Whether the dialog begins behind STARTTLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The user who has logged on before the dialog, or null.</summary>
    public string? User { get; init; }

    /// <summary>The dialog; at least one line.</summary>
    public required ImmutableArray<DialogLine> Lines { get; init; }
}
