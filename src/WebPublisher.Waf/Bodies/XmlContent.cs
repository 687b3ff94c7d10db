using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using System.Xml.XPath;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// What <c>XML</c> variables look into. The two expressions the Core Rule Set uses are answered from one reading; a tree for others is only built where a rule has one.
/// Documents may have no document type: what entities could do is thereby out of the question.
/// </summary>
public sealed class XmlContent : IDisposable
{
    private readonly List<ByteText> _attributeValues = [];
    private readonly PooledBuffer<byte> _text = new();
    private ArraySegment<byte> _body;

    /// <summary>Whether there is a well-formed document.</summary>
    public bool IsPresent { get; private set; }

    /// <summary><c>XML:/*</c>: the text of all elements, one after the other with nothing between, in UTF-8.</summary>
    public ByteText Text { get; private set; }

    /// <summary><c>XML://@*</c>: the value of each attribute in the document's order, in UTF-8. Declarations of namespaces are none.</summary>
    public ReadOnlySpan<ByteText> AttributeValues => CollectionsMarshal.AsSpan(_attributeValues);

    /// <summary>Any other expression: adds the text of each node it selects of a whole document; one that yields no nodes, or uses what is not known, adds nothing.</summary>
    /// <param name="expression">Compiled where the rule set is, with its namespaces.</param>
    /// <param name="arena">Where the texts are written.</param>
    /// <param name="texts">What to add to.</param>
    public void Select(XPathExpression expression, TextArena arena, List<ByteText> texts)
    {
        if (_body.Array is null)
        {
            return;
        }

        try
        {
            using var reader = XmlReader.Create(Open(_body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var nodes = new XPathDocument(reader, XmlSpace.Preserve).CreateNavigator().Evaluate(expression.Clone()) as XPathNodeIterator;
            while (nodes?.MoveNext() == true)
            {
                texts.Add(Add(nodes.Current!.Value, arena));
            }
        }
        catch (Exception exception) when (exception is XmlException or XPathException)
        {
            // Prefixes without a namespace are well-formed enough for libxml2 and for the two expressions above, but not for a tree with namespaces: it has no nodes then.
            return;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    internal void Reset()
    {
        _attributeValues.Clear();
        _text.Dispose();
        _body = default;
        Text = default;
        IsPresent = false;
    }

    /// <summary>Reads a document; the bytes stay as they are until <see cref="Reset"/>.</summary>
    /// <param name="body">The document.</param>
    /// <param name="isWhole">False where it is the beginning of one: the place where it is no longer well-formed is then taken for its end.</param>
    /// <param name="arena">Where texts are written.</param>
    /// <param name="limits">What it may spend.</param>
    /// <returns>What is wrong with it, or null.</returns>
    internal string? Read(ArraySegment<byte> body, bool isWhole, TextArena arena, BodyLimits limits)
    {
        try
        {
            // The older reader of the two: it can do without namespaces, as libxml2 does that only complains of a prefix without one.
            using var reader = new XmlTextReader(Open(body))
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                EntityHandling = EntityHandling.ExpandEntities,
                Namespaces = false,
                Normalization = true,
                WhitespaceHandling = WhitespaceHandling.All,
            };
            while (reader.Read())
            {
                if (!TakeNode(reader, arena, limits))
                {
                    return "XML: the document is too deep or has too many attributes";
                }
            }
        }
        catch (XmlException) when (!isWhole)
        {
            return null;
        }
        catch (XmlException)
        {
            return "XML: the document is malformed or has a document type";
        }
        finally
        {
            Text = arena.Add(_text.Span);
            IsPresent = !isWhole;
        }

        _body = body;
        IsPresent = true;
        return null;
    }

    private static MemoryStream Open(ArraySegment<byte> body) => new(body.Array!, body.Offset, body.Count, writable: false);

    private static ByteText Add(string text, TextArena arena)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return arena.Add(bytes);
    }

    private bool TakeNode(XmlTextReader reader, TextArena arena, BodyLimits limits)
    {
        if (reader.NodeType == XmlNodeType.Element)
        {
            return reader.Depth < limits.XmlDepth && TakeAttributes(reader, arena, limits);
        }

        if (reader.Depth > 0 && reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
        {
            _text.Append(Encoding.UTF8.GetBytes(reader.Value));
        }

        return true;
    }

    private bool TakeAttributes(XmlTextReader reader, TextArena arena, BodyLimits limits)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name is not "xmlns" && !reader.Name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                if (_attributeValues.Count == limits.XmlAttributes)
                {
                    return false;
                }

                _attributeValues.Add(Add(reader.Value, arena));
            }
        }

        return true;
    }
}
