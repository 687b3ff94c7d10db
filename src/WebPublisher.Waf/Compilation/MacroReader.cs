using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>Takes a text with macros apart, as mod_security2's expand_macros does: <c>%{NAME}</c> or <c>%{COLLECTION.MEMBER}</c>; anything else is plain text.</summary>
internal static class MacroReader
{
    /// <summary>Takes a text apart; a macro of an unknown variable is told to <paramref name="context"/>.</summary>
    public static Macro Read(string text, SourcePosition position, CompilationContext context)
    {
        var parts = new List<MacroPart>();
        var literalStart = 0;
        for (var start = text.IndexOf("%{", StringComparison.Ordinal); start >= 0;)
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            AddLiteral(parts, text[literalStart..start]);
            parts.Add(ReadMacro(text[(start + 2)..end], position, context));
            literalStart = end + 1;
            start = text.IndexOf("%{", literalStart, StringComparison.Ordinal);
        }

        AddLiteral(parts, text[literalStart..]);
        return new Macro(text, parts);
    }

    private static void AddLiteral(List<MacroPart> parts, string literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new MacroPart(ByteText.FromString(literal), null, null, -1));
        }
    }

    private static MacroPart ReadMacro(string inner, SourcePosition position, CompilationContext context)
    {
        var dot = inner.IndexOf('.');
        var name = dot < 0 ? inner : inner[..dot];
        var member = dot < 0 ? null : inner[(dot + 1)..];
        if (VariableTable.Find(name) is not { } definition)
        {
            context.Fail(position, $"%{{{inner}}}: there is no variable {name}{NearestName.Hint(name, VariableTable.Names)}");
            return new MacroPart(ByteText.Empty, null, null, -1);
        }

        var slot = definition.Variable == Variable.Tx && member is not null ? context.TxSlots.Of(ByteText.FromString(member).Span.ToString()) : -1;
        return new MacroPart(ByteText.Empty, definition, context.Selector(position, member, isPattern: false), slot);
    }
}
