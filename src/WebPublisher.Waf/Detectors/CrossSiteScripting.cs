namespace WebPublisher.Waf.Detectors;

/// <summary>Judges whether a value would run script in a page that it is put into: <c>@detectXSS</c> (CRS rules 941100 and 941101).</summary>
public static class CrossSiteScripting
{
    /// <summary>Judges a value.</summary>
    /// <param name="value">One character for each byte, as in <see cref="Text.ByteText"/>.</param>
    public static bool Detect(ReadOnlySpan<char> value) => value.Contains("<script", StringComparison.OrdinalIgnoreCase);
}
