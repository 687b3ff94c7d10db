using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Content;
using WebPublisher.Smtp.Antivirus;
using WebPublisher.Smtp.Directories;
using WebPublisher.Smtp.Learning;
using WebPublisher.Smtp.Send;
using WebPublisher.State;

namespace WebPublisher.Smtp.Agents;

/// <summary>What agents are made with. Rehearsals give their own.</summary>
public sealed record AgentServices
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where trouble is told.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Hands mail to inner servers.</summary>
    public required IRelay Relay { get; init; }

    /// <summary>Looks names up.</summary>
    public required IDnsLookup Dns { get; init; }

    /// <summary>Makes the virus scanner that a policy describes.</summary>
    public Func<AntivirusPolicy, TimeProvider, IVirusScanner> Scanner { get; init; } = static (policy, time) => new ClamdScanner(policy, time);

    /// <summary>What outlives a restart.</summary>
    public required StateStore State { get; init; }

    /// <summary>Opens the directory that a policy describes.</summary>
    public Func<DirectoryPolicy, TimeProvider, ILogger, IDirectory> Directory { get; init; } = static (policy, time, logger) => new DirectoryLookup(policy, time, logger);

    /// <summary>Makes the filter beside ours that a policy describes; null where none is to be asked.</summary>
    public Func<ExternalScorerPolicy, TimeProvider, ILogger, GuardedScorer?> Scorer { get; init; } = static (policy, time, logger) => GuardedScorer.Of(policy, time, logger);

    /// <summary>Scores content by rules and by what the operator has taught.</summary>
    public LearnedContent Learned { get; init; } = LearnedContent.Untaught;
}
