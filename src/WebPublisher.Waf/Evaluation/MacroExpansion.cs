using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Puts values in the place of macros; one without a value leaves nothing, as in mod_security2.</summary>
internal sealed class MacroExpansion(Evaluator evaluation)
{
    /// <summary>How long an expanded text may be; the rest is cut off. Macros that set what they read could double a text each time a rule matches.</summary>
    public const int Longest = 64 * 1024;

    private readonly List<NamedText> _members = [];
    private ByteText[] _pieces = new ByteText[16];

    /// <summary>Expands a text.</summary>
    public ByteText Expand(Macro macro, CompiledRule rule)
    {
        if (macro.IsConstant)
        {
            return macro.Constant;
        }

        var parts = macro.Parts;
        if (parts.Length == 1)
        {
            var only = ValueOf(parts[0], rule);
            return only.Length > Longest ? only.Slice(0, Longest) : only;
        }

        if (_pieces.Length < parts.Length)
        {
            _pieces = new ByteText[parts.Length];
        }

        var length = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var piece = parts[i].Definition is null ? parts[i].Literal : ValueOf(parts[i], rule);
            _pieces[i] = length + piece.Length > Longest ? piece.Slice(0, Longest - length) : piece;
            length += _pieces[i].Length;
        }

        var room = evaluation.Arena.Reserve(length);
        for (var i = 0; i < parts.Length; i++)
        {
            _pieces[i].Span.CopyTo(room);
            room = room[_pieces[i].Length..];
        }

        return evaluation.Arena.Commit(length);
    }

    private ByteText ValueOf(MacroPart part, CompiledRule rule)
    {
        if (part.TxSlot >= 0)
        {
            return evaluation.Tx.TextOf(part.TxSlot);
        }

        var definition = part.Definition!;
        if (definition.IsStable && definition.Variable != Variable.Xml)
        {
            var table = evaluation.Values.Of(definition.Variable, evaluation.Views.Tick);
            for (var i = 0; i < table.Count; i++)
            {
                if (part.Selector is null || part.Selector.Selects(table.Name(i)))
                {
                    return evaluation.Graph.Text(table.Node(i));
                }
            }

            return ByteText.Empty;
        }

        _members.Clear();
        evaluation.Volatile.Read(definition.Variable, part.Selector, rule, _members);
        return _members.Count > 0 ? _members[0].Value : ByteText.Empty;
    }
}
