using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf.Judging;

/// <summary>What came of a test.</summary>
/// <param name="Test">The test.</param>
/// <param name="Complaints">What is not as expected; empty where all is.</param>
/// <param name="Answers">What came of each stage.</param>
internal sealed record CrsVerdict(FtwTest Test, IReadOnlyList<string> Complaints, IReadOnlyList<WafAnswer> Answers)
{
    /// <summary>Whether it was played and all is as expected.</summary>
    public bool IsPassed => Test.IsEnabled && Complaints.Count == 0;

    /// <summary>Whether a rule matched in a test that says it must not: a false positive.</summary>
    public bool IsFalsePositive => Test.Stages.All(stage => stage.Expectation.IsNegative) && Complaints.Any(CrsJudge.IsOfMatch);
}
