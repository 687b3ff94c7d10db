namespace WebPublisher.Mail.Mime;

/// <summary>What a walk has seen.</summary>
/// <param name="Parts">Every part, in the order of the walk.</param>
/// <param name="Findings">What is wrong, in the order in which it was found; at most <see cref="MimeLimits.MaximumFindings"/>.</param>
public sealed record MimeSummary(IReadOnlyList<MimePart> Parts, IReadOnlyList<MimeFinding> Findings)
{
    /// <summary>Whether readers disagree about what the message holds.</summary>
    public bool IsAmbiguous => Any(MimeFindingClass.Ambiguous);

    /// <summary>Whether there is a finding of a class.</summary>
    public bool Any(MimeFindingClass findingClass)
    {
        foreach (var finding in Findings)
        {
            if (finding.Class == findingClass)
            {
                return true;
            }
        }

        return false;
    }
}
