using System.Runtime.InteropServices;
using System.Xml.XPath;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>What <c>XML</c> variables look into.</summary>
public sealed class XmlContent
{
    private readonly List<ByteText> _attributeValues = [];

    /// <summary>Whether there is a well-formed document.</summary>
    public bool IsPresent { get; private set; }

    /// <summary><c>XML:/*</c>: the text of all elements, one after the other with nothing between, in UTF-8.</summary>
    public ByteText Text { get; private set; }

    /// <summary><c>XML://@*</c>: the value of each attribute in the document's order, in UTF-8. Declarations of namespaces are none.</summary>
    public ReadOnlySpan<ByteText> AttributeValues => CollectionsMarshal.AsSpan(_attributeValues);

    /// <summary>Any other expression: adds the text of each node it selects; one that yields no nodes adds nothing.</summary>
    /// <param name="expression">Compiled where the rule set is, with its namespaces.</param>
    /// <param name="arena">Where the texts are written.</param>
    /// <param name="texts">What to add to.</param>
    public void Select(XPathExpression expression, TextArena arena, List<ByteText> texts)
    {
        if (IsPresent)
        {
            texts.Add(arena.Add(expression.Expression));
        }
    }

    internal void Reset()
    {
        _attributeValues.Clear();
        Text = default;
        IsPresent = false;
    }
}
