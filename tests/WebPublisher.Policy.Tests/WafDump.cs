using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Tests;

/// <summary>Prints a compiled firewall, for golden files.</summary>
internal static class WafDump
{
    public static string Of(WafPolicy? f) => f is null ? "" :
        $" waf {{ {f.Mode} ({f.Location}) paranoia {f.Paranoia}/{f.DetectionParanoia} thresholds {f.InboundThreshold}/{f.OutboundThreshold}"
        + $" setup [{Files(f.Files.Setup)}] before [{Files(f.Files.Before)}] rules [{Files(f.Files.Rules)}] after [{Files(f.Files.After)}]"
        + $" allow [{string.Join(' ', f.Methods)}] [{string.Join(' ', f.ContentTypes)}] [{string.Join(' ', f.Headers)}] [{string.Join(' ', f.Extensions)}]"
        + $" free [{string.Join(' ', f.FreeText)}] exclusions [{string.Join(", ", f.Exclusions.Select(Exclusion))}]"
        + $" body {(f.InspectsRequestBody ? $"{f.RequestBodyLimit} {f.BeyondRequestBody}" : "no")}"
        + $" response {(f.Response is { } r ? $"{string.Join(' ', r.Types)} {r.Limit} {r.Beyond}" : "no")} arguments {f.MaximumArguments} budget {f.TimeBudget} }}";

    private static string Files(IEnumerable<string> files) => string.Join(' ', files);

    private static string Exclusion(WafExclusion e) =>
        $"{string.Join(' ', e.RuleIds)} {string.Join(' ', e.RuleTags)} -> {string.Join(' ', e.Targets)} in {string.Join(' ', e.Paths)}";
}
