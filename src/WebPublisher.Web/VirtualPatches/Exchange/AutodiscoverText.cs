namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>What the patches of Autodiscover ask of a URL.</summary>
internal static class AutodiscoverText
{
    private const string Name = "autodiscover";

    /// <summary>Whether the decoded path and query have the word, and the request is worth more than a glance.</summary>
    public static bool IsNamed(PatchedRequest request) =>
        request.Path.Contains(Name, StringComparison.OrdinalIgnoreCase) || request.Query.Contains(Name, StringComparison.OrdinalIgnoreCase)
        || (!request.IsQueryPlain && request.Decoded.Contains(Name, StringComparison.OrdinalIgnoreCase));
}
