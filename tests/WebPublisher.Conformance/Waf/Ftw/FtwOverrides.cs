using System.Globalization;

namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>What is expected of some tests on one platform, in place of what the tests say.</summary>
internal sealed class FtwOverrides
{
    private readonly Dictionary<(long Rule, int? Number), FtwExpectation> _expectations = [];

    private FtwOverrides()
    {
    }

    /// <summary>Overrides nothing.</summary>
    public static FtwOverrides None { get; } = new();

    /// <summary>Reads a file in go-ftw's form.</summary>
    /// <exception cref="FormatException">It is no such file.</exception>
    public static FtwOverrides Read(string path)
    {
        var overrides = new FtwOverrides();
        foreach (var one in YamlTree.Root(path).List("test_overrides"))
        {
            var rule = long.Parse(one.Text("rule_id") ?? throw new FormatException($"{path}: an override names no rule"), CultureInfo.InvariantCulture);
            var expectation = FtwFile.Expectation(one.Member("output"));
            foreach (var number in one.Numbers("test_ids").Select(number => (int?)number).DefaultIfEmpty())
            {
                overrides._expectations[(rule, number)] = expectation;
            }
        }

        return overrides;
    }

    /// <summary>What is expected of a stage of a test.</summary>
    public FtwExpectation ExpectationOf(FtwTest test, FtwStage stage) =>
        _expectations.GetValueOrDefault((test.RuleId, test.Number)) ?? _expectations.GetValueOrDefault((test.RuleId, null)) ?? stage.Expectation;
}
