using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Recognises rules that do no more than compare a member of <c>TX</c> with a number.</summary>
internal static class SlotTestReader
{
    /// <summary>The comparison, or null for any other rule.</summary>
    public static SlotTest? Read(CompiledTarget[] targets, OperatorText text, int[] steps, CompilationContext context)
    {
        if (steps.Length > 0 || targets is not [{ TxSlot: >= 0, Exclusions.Count: 0 } target] || Relation(text.Name) is not { } relation)
        {
            return null;
        }

        var argument = context.Macro(text.Position, text.Argument);
        var slot = argument.Parts is [{ TxSlot: >= 0 } only] ? only.TxSlot : -1;
        return argument.IsConstant || slot >= 0
            ? new SlotTest(target.TxSlot, target.IsCount, relation, argument.IsConstant ? CDigits.Parse(argument.Constant.Span) : 0, slot, text.IsNegated)
            : null;
    }

    private static NumericRelation? Relation(string name) => name.ToLowerInvariant() switch
    {
        "eq" => NumericRelation.Equal,
        "ne" => NumericRelation.NotEqual,
        "lt" => NumericRelation.Less,
        "le" => NumericRelation.LessOrEqual,
        "gt" => NumericRelation.Greater,
        "ge" => NumericRelation.GreaterOrEqual,
        _ => null,
    };
}
