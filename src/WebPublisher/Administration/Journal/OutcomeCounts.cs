namespace WebPublisher.Administration.Journal;

/// <summary>How often something came to which end. What is held counts as refused.</summary>
internal sealed class OutcomeCounts
{
    /// <summary>Let through.</summary>
    public long Served { get; private set; }

    /// <summary>Denied, rejected, held or deleted.</summary>
    public long Refused { get; private set; }

    /// <summary>Failed behind.</summary>
    public long Failed { get; private set; }

    /// <summary>All of them.</summary>
    public long Total => Served + Refused + Failed;

    /// <summary>Counts one more.</summary>
    public void Add(DecisionOutcome outcome)
    {
        switch (outcome)
        {
            case DecisionOutcome.Served:
                Served++;
                break;
            case DecisionOutcome.Failed:
                Failed++;
                break;
            default:
                Refused++;
                break;
        }
    }

    /// <summary>Adds those of others.</summary>
    public void Add(OutcomeCounts others) => (Served, Refused, Failed) = (Served + others.Served, Refused + others.Refused, Failed + others.Failed);

    /// <summary>Begins at nothing again.</summary>
    public void Clear() => (Served, Refused, Failed) = (0, 0, 0);
}
