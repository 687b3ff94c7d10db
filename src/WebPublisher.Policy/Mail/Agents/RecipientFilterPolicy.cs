using System.Collections.Frozen;
using WebPublisher.Policy.Directories;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Filters by the recipient.</summary>
public sealed record RecipientFilterPolicy : AgentPolicy
{
    /// <summary>Recipients that get no mail from outside, compared without regard to case.</summary>
    public FrozenSet<string> Blocked { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Who knows which recipients of the authoritative domains exist.</summary>
    public RecipientValidation Validation { get; init; }

    /// <summary>All recipients of the authoritative domains, compared without regard to case; null unless a file has them.</summary>
    public FrozenSet<string>? Recipients { get; init; }

    /// <summary>The directory that knows them; null unless one does.</summary>
    public DirectoryPolicy? Directory { get; init; }

    /// <summary>How long answers of the inner server or the directory are kept.</summary>
    public RecipientCachePolicy Cache { get; init; } = new();

    /// <summary>What becomes of mail while the directory cannot be asked.</summary>
    public UnavailableAction OnUnavailable { get; init; }
}
