namespace WebPublisher.Waf.Detectors;

/// <summary>Which reduced values are injections.</summary>
internal static class SqlInjectionGrammar
{
    /// <summary>Whether a reduction is that of an injection.</summary>
    public static bool Accepts(in SqlReduction reduction, ReadOnlySpan<char> value) => reduction.Fingerprint.Kind(0) == SqlTokenKind.Evil;
}
