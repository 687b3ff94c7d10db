using System.Text.Json.Serialization;

namespace WebPublisher.Refusals;

/// <summary>What is kept under the number of a refusal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RequestEvidence), "request")]
[JsonDerivedType(typeof(MessageEvidence), "message")]
[JsonDerivedType(typeof(SessionEvidence), "session")]
internal abstract record Evidence
{
    /// <summary>The number.</summary>
    public required string Reference { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the server that refused.</summary>
    public required string Server { get; init; }

    /// <summary>The client's address and port.</summary>
    public string? Client { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double Milliseconds { get; init; }
}
