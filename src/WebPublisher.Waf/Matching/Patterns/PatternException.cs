namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Why a pattern is not understood; it does not leave <see cref="PatternTranslator"/>.</summary>
internal sealed class PatternException(int position, string message) : Exception(message)
{
    /// <summary>Where in the pattern, in bytes from 0.</summary>
    public int Position { get; } = position;
}
