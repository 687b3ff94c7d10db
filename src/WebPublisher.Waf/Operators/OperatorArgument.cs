using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>What a rule gives its operator: a constant, or a text with macros that each transaction expands.</summary>
internal readonly struct OperatorArgument
{
    private readonly ByteText _constant;

    public OperatorArgument(string text)
    {
        HasMacros = IsMacroText(text);
        _constant = ByteText.FromString(text);
    }

    /// <summary>Whether it has macros.</summary>
    public bool HasMacros { get; }

    /// <summary>The constant; null where it has macros.</summary>
    public string? Constant => HasMacros ? null : _constant.Span.ToString();

    /// <summary>Whether a text has a macro: what mod_security2 looks for is no more than its beginning.</summary>
    public static bool IsMacroText(string text) => text.Contains("%{", StringComparison.Ordinal);

    /// <summary>What it is in a transaction.</summary>
    public ReadOnlySpan<char> In(OperatorContext context) => HasMacros ? context.Argument.Span : _constant.Span;
}
