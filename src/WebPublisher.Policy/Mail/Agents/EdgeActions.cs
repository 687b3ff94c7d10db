using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What a rule does. At most one of <see cref="Redirect"/>, <see cref="Quarantine"/>, <see cref="Delete"/> and <see cref="Reject"/> is set.</summary>
public sealed record EdgeActions
{
    /// <summary>Who gets the message too, and is named in To.</summary>
    public ImmutableArray<string> AddRecipients { get; init; } = [];

    /// <summary>Who gets the message too, and is named nowhere.</summary>
    public ImmutableArray<string> BlindCopy { get; init; } = [];

    /// <summary>What is put in front of the subject; null for nothing.</summary>
    public string? PrependSubject { get; init; }

    /// <summary>Fields and their values.</summary>
    public ImmutableArray<KeyValuePair<string, string>> SetHeaders { get; init; } = [];

    /// <summary>Fields to remove.</summary>
    public ImmutableArray<string> RemoveHeaders { get; init; } = [];

    /// <summary>The spam confidence level, -1 to 9; null to leave it.</summary>
    public int? SetScl { get; init; }

    /// <summary>What is noted in the logs beside the rule's name; null for nothing.</summary>
    public string? Log { get; init; }

    /// <summary>Who gets the message in the place of its recipients; null for nobody.</summary>
    public string? Redirect { get; init; }

    /// <summary>Whether it is held until an operator has decided on it.</summary>
    public bool Quarantine { get; init; }

    /// <summary>Whether it vanishes, though the client is told that it was taken.</summary>
    public bool Delete { get; init; }

    /// <summary>The refusal; null for none.</summary>
    public EdgeRefusal? Reject { get; init; }

    /// <summary>Whether the session ends behind the reply.</summary>
    public bool Disconnect { get; init; }

    /// <summary>Whether no further rule is looked at.</summary>
    public bool Stop { get; init; }
}
