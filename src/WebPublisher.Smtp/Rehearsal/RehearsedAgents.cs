using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Keeps what the agents of a rehearsed session were asked and found.</summary>
internal sealed class RehearsedAgents : AgentWatch
{
    private readonly List<RehearsedFinding> _findings = [];

    /// <summary>What was found so far, in order.</summary>
    public IReadOnlyList<RehearsedFinding> Findings => _findings;

    /// <summary>The spam confidence level that was found last; null for none.</summary>
    public int? Scl { get; private set; }

    public override ValueTask AskedAsync(AgentFinding found, AgentAction action, AgentContext context)
    {
        Scl = found.Finding.Scl ?? context.Scl ?? Scl;
        _findings.Add(new RehearsedFinding(found, action.Disposition, action.Refusal));
        return ValueTask.CompletedTask;
    }
}
