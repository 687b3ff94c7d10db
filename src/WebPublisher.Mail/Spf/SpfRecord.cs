using System.Collections.Immutable;

namespace WebPublisher.Mail.Spf;

/// <summary>What a domain publishes, read whole: an error anywhere in it is one everywhere (RFC 7208 section 4.6).</summary>
/// <param name="Directives">The mechanisms in order; the first that matches decides.</param>
/// <param name="Redirect">The domain whose record decides when none matches, or null.</param>
/// <param name="Explanation">Where the words for a <see cref="SpfResult.Fail"/> stand, or null.</param>
internal sealed record SpfRecord(ImmutableArray<SpfDirective> Directives, SpfMacroString? Redirect, SpfMacroString? Explanation)
{
    private const string Version = "v=spf1";

    /// <summary>Whether a text record is one of this kind (section 4.5).</summary>
    public static bool IsOne(string text) => text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>The terms of a record for which <see cref="IsOne"/> holds.</summary>
    public static ReadOnlySpan<char> Terms(string text) => text.AsSpan(Version.Length);
}
