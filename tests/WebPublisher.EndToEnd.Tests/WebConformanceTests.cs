using WebPublisher.Conformance.Web;
using WebPublisher.Conformance.Web.Cases.Made;
using WebPublisher.Conformance.Web.Judging;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Hostile requests against the product, in front of front ends that write everything down. <c>tests/conformance web --only ID</c> plays one alone.</summary>
public sealed class WebConformanceTests(WebConformanceProduct product) : IClassFixture<WebConformanceProduct>
{
    public static TheoryData<string> Kinds => [.. MadeCases.Kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_ambiguous_passes_and_what_is_legitimate_does(string kind)
    {
        var verdicts = await new WebCaseRunner(product.Published.Lanes).RunAsync([.. MadeCases.Kinds[kind]()]);

        Assert.Equal([], verdicts.Where(verdict => !verdict.IsGoodEnough).Select(verdict => $"{verdict.Case.Id}: {verdict.Verdict}, {string.Join("; ", verdict.Findings.Select(finding => finding.Text))}"));
        Assert.Contains(verdicts, verdict => verdict.Verdict == Verdict.Ok);
        Assert.Empty(product.Published.Complaints);
    }
}
