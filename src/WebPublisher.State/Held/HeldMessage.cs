using System.Collections.Immutable;

namespace WebPublisher.State.Held;

/// <summary>What the index has of a held message; its content is in a file.</summary>
public sealed record HeldMessage
{
    /// <summary>Its number; never used again. 0 before it is in the index.</summary>
    public long Id { get; init; }

    /// <summary>The reference number of its transaction, under which the log has the rest.</summary>
    public required string Reference { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>The receive connector it came by.</summary>
    public required string Connector { get; init; }

    /// <summary>The client's address.</summary>
    public required string Client { get; init; }

    /// <summary>The name the client gave itself; null for none.</summary>
    public string? ClientName { get; init; }

    /// <summary>The envelope sender; empty for the blank one.</summary>
    public required string Sender { get; init; }

    /// <summary>The parameters of the MAIL command, such as <c>BODY=8BITMIME</c>; empty for none.</summary>
    public string MailParameters { get; init; } = "";

    /// <summary>The recipients, in the order of the envelope.</summary>
    public required ImmutableArray<HeldRecipient> Recipients { get; init; }

    /// <summary>The decoded subject, cut to a line; empty for none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The agent that has it held.</summary>
    public required string Agent { get; init; }

    /// <summary>The reason of its finding.</summary>
    public required string Reason { get; init; }

    /// <summary>The evidence of its finding.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Bytes of its content.</summary>
    public required long Size { get; init; }

    /// <summary>What has become of it.</summary>
    public HeldState State { get; init; }
}
