using WebPublisher.Policy.PolicyTests;

namespace WebPublisher.Commands;

/// <summary>Compares what a policy test expects with what the policy does.</summary>
/// <param name="Expected">What does not agree, as expected: <c>status 403, code 12211</c>. Empty when all agrees.</param>
/// <param name="Actual">The same as it is.</param>
internal sealed record PolicyTestVerdict(string Expected, string Actual)
{
    /// <summary>Whether the test passed.</summary>
    public bool Passed => Expected.Length == 0;

    /// <summary>Judges an answer.</summary>
    public static PolicyTestVerdict Of(PolicyTestExpectation expect, PolicyAnswer answer)
    {
        var expected = new List<string>();
        var actual = new List<string>();
        void Compare(string what, object? wanted, object? found)
        {
            if (wanted is not null && !wanted.Equals(found))
            {
                expected.Add($"{what} {wanted}");
                actual.Add($"{what} {(found is null or 0 ? "none" : found)}");
            }
        }

        Compare("rule", expect.Rule, answer.Rule);
        Compare("section", expect.Section, answer.Outcome?.Section?.Name);
        Compare("status", expect.Status, answer.Status);
        Compare("subStatus", expect.SubStatus, answer.Denial?.SubStatus ?? 0);
        Compare("code", expect.Code, answer.Denial?.Code ?? 0);
        Compare("location", expect.Location, answer.Outcome?.Location);
        return new PolicyTestVerdict(string.Join(", ", expected), string.Join(", ", actual));
    }
}
