using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>A text of a rule in which <c>%{NAME}</c> and <c>%{COLLECTION.MEMBER}</c> stand for values.</summary>
internal sealed class Macro
{
    /// <summary>Takes the pieces in their order.</summary>
    public Macro(string text, IReadOnlyList<MacroPart> parts)
    {
        Source = ByteText.FromString(text);
        Parts = [.. parts];
        Constant = parts.Count == 0 ? ByteText.Empty : parts[0].Literal;
        IsConstant = parts.Count == 0 || (parts.Count == 1 && parts[0].Definition is null);
    }

    /// <summary>The text as written, macros and all.</summary>
    public ByteText Source { get; }

    /// <summary>The pieces.</summary>
    public MacroPart[] Parts { get; }

    /// <summary>Whether it has no macros.</summary>
    public bool IsConstant { get; }

    /// <summary>The text where it is constant.</summary>
    public ByteText Constant { get; }
}
