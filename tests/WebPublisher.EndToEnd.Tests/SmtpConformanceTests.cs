using WebPublisher.Conformance.Smtp;
using WebPublisher.Conformance.Smtp.Cases;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The SMTP dialogs of <c>tests/cases/smtp</c>, each a test of its own. <c>tests/conformance smtp FILE --only ID</c> plays one alone.</summary>
public sealed class SmtpConformanceTests(ConformanceProduct product) : IClassFixture<ConformanceProduct>
{
    private static readonly string s_files = Path.Combine(Repository.Root, "tests", "cases", "smtp");

    /// <summary>The cases of all files, in their order: failed logons of some lock out those that follow.</summary>
    public static IEnumerable<object[]> Cases =>
        Directory.EnumerateFiles(s_files, "*.json").Order(StringComparer.Ordinal).SelectMany(CaseFile.Read).Select(one => new object[] { one.Id, one });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task Case(string id, object played)
    {
        var before = product.Complaints.Count();
        var result = await product.Runner.RunAsync((SmtpCase)played);
        Assert.True(result.Outcome == CaseOutcome.Pass, $"{id}: {result.Reason}");
        Assert.Empty(product.Complaints.Skip(before));
    }
}
