using System.Net.Sockets;
using System.Text.Json;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Scanners;

/// <summary>testssl.sh, the scanner that auditors use.</summary>
internal static class TestSsl
{
    private static readonly JsonSerializerOptions ReportFormat = new(JsonSerializerDefaults.Web);

    /// <summary>Scans the HTTPS listener of an edge by all tests, as one who trusts its CA, and keeps the report. Takes a minute or two.</summary>
    public static async Task<IReadOnlyList<TestSslFinding>> RunAsync(Edge edge)
    {
        var report = Path.Combine(Repository.Artifacts("results"), "testssl.json");
        File.Delete(report);
        string[] family = ClientSideAddress.Value.AddressFamily == AddressFamily.InterNetworkV6 ? ["-6"] : [];

        // The exit code counts findings; what they are stands in the report.
        await Command.RunAsync(
            Needs.Find("testssl")!,
            [
                .. family, "--quiet", "--color", "0", "--warnings", "batch", "--nodns", "none", "--ip", ClientSideAddress.Value.ToString(),
                "--add-ca", edge.PublicAuthorityPath, "--jsonfile", report, $"{Edge.PublishedName}:{edge.HttpsPort}",
            ],
            TimeSpan.FromMinutes(4));
        return JsonSerializer.Deserialize<List<TestSslFinding>>(await File.ReadAllTextAsync(report), ReportFormat)!;
    }
}
