using WebPublisher.Conformance.Web.Cases;

namespace WebPublisher.Conformance.Web.Judging;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Findings">All that speaks against the publisher, the worst first.</param>
/// <param name="Statuses">The statuses its client got.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record CaseVerdict(WebCase Case, IReadOnlyList<Finding> Findings, IReadOnlyList<int> Statuses, TimeSpan Duration)
{
    /// <summary>The worst.</summary>
    public Verdict Verdict => Findings.Count == 0 ? Verdict.Ok : Findings[0].Verdict;

    /// <summary>Whether it may be so: nothing worse than <see cref="Verdict.Lenient"/>, and of our own musts, of policies and of compatibility nothing at all.</summary>
    public bool IsGoodEnough => Verdict == Verdict.Ok
        || (Verdict >= Verdict.Lenient && Case.Level is not ("policy" or "compat") && !(Case.Level == "must" && Case.Source == "own"));
}
