using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Firewall;
using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Compilation.Firewall;

/// <summary>Compiles the key <c>waf</c> of a rule or section. The rules themselves are read by the engine: here it is settled which files they stand in.</summary>
internal static class WafCompiler
{
    private const string Any = "*";

    /// <summary>Compiles the firewall; null where it is off. What has errors is reported and left out.</summary>
    /// <param name="document">What was written of it.</param>
    /// <param name="filter">The section's HTTP filter: the methods it lets pass are the section's.</param>
    /// <param name="context">The load.</param>
    public static WafPolicy? Compile(WafDocument? document, HttpFilterPolicy? filter, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var diagnostics = context.Diagnostics;
        var paranoia = document.Paranoia?.Value ?? 1;
        if (document.DetectionParanoia is { } detection && detection.Value < paranoia)
        {
            diagnostics.Error(detection.Location, $"rules are told of at least up to the paranoia level that counts; write {paranoia} or more");
        }

        var freeText = Targets(document.FreeText, context);
        var exclusions = document.Exclusions.Select(e => WafExclusionCompiler.Compile(e, context)).OfType<WafExclusion>().ToImmutableArray();
        var contentTypes = Checked(document.Allow?.ContentTypes, IsMediaType, "a content type such as text/calendar", context);
        var headers = Checked(document.Allow?.Headers, HeaderText.IsToken, "the name of a header field", context);
        var methods = Checked(document.Allow?.Methods, static m => HeaderText.IsToken(m) && m != Any, "a method", context);
        var extensions = Checked(document.Allow?.Extensions, static e => e == Any || IsExtension(e), "an extension such as .log", context);
        var response = Response(document.Response, context);
        if ((document.Mode?.Value ?? FirewallMode.Off) == FirewallMode.Off || WafRuleFileFinder.Find(document, context) is not { } files)
        {
            return null;
        }

        return new WafPolicy
        {
            Mode = document.Mode!.Value.Value,
            Files = files,
            Location = document.Mode.Value.Location,
            Paranoia = paranoia,
            DetectionParanoia = document.DetectionParanoia?.Value ?? paranoia,
            InboundThreshold = document.InboundThreshold?.Value ?? 5,
            OutboundThreshold = document.OutboundThreshold?.Value ?? 4,
            Methods = [.. methods.Concat(filter?.Methods?.Allowed ?? Enumerable.Empty<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ContentTypes = [.. contentTypes.Select(t => t.ToLowerInvariant())],
            Headers = headers,
            Extensions = [.. extensions.Select(e => e.ToLowerInvariant())],
            FreeText = freeText,
            Exclusions = exclusions,
            InspectsRequestBody = document.RequestBody?.Inspect?.Value ?? true,
            RequestBodyLimit = (int)(document.RequestBody?.Limit?.Value.Bytes ?? 128 * 1024),
            BeyondRequestBody = document.RequestBody?.Beyond?.Value ?? BeyondLimit.Pass,
            Response = response,
            MaximumArguments = document.MaxArguments?.Value ?? 1000,
            TimeBudget = document.TimeBudget?.Value ?? TimeSpan.FromSeconds(1),
        };
    }

    /// <summary>Reads targets; those with errors are reported and left out.</summary>
    public static ImmutableArray<WafTarget> Targets(DocumentList<Located<string>> list, CompilationContext context)
    {
        var targets = ImmutableArray.CreateBuilder<WafTarget>(list.Count);
        foreach (var written in list)
        {
            if (WafTargetText.Read(written.Value, out var target) is { } problem)
            {
                context.Diagnostics.Error(written.Location, problem);
            }
            else
            {
                targets.Add(target!);
            }
        }

        return targets.ToImmutable();
    }

    private static WafResponsePolicy? Response(WafResponseDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var types = Checked(document.Types, IsMediaType, "a content type such as text/html", context);
        return document.Inspect?.Value == true
            ? new WafResponsePolicy(
                types.IsEmpty ? WafResponsePolicy.UsualTypes : [.. types.Select(t => t.ToLowerInvariant())],
                (int)(document.Limit?.Value.Bytes ?? WafResponsePolicy.UsualLimit),
                document.Beyond?.Value ?? BeyondLimit.Pass)
            : null;
    }

    private static ImmutableArray<string> Checked(DocumentList<Located<string>>? list, Func<string, bool> isGood, string what, CompilationContext context)
    {
        foreach (var bad in (list ?? []).Where(entry => !isGood(entry.Value)))
        {
            context.Diagnostics.Error(bad.Location, $"{Quoted.Text(bad.Value)} is not {what}");
        }

        return [.. (list ?? []).Select(entry => entry.Value).Where(isGood)];
    }

    private static bool IsMediaType(string text) => text.Split('/') is [{ } type, { } subtype] && HeaderText.IsToken(type) && HeaderText.IsToken(subtype);

    private static bool IsExtension(string text) => text.Length > 1 && text[0] == '.' && text.AsSpan(1).IndexOfAnyExcept(HeaderCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> HeaderCharacters = System.Buffers.SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
