using System.Globalization;
using System.Text;
using System.Text.Json;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Schema;

/// <summary>Writes document shapes as Markdown: a section for each kind of document, in the order in which they are first used.</summary>
internal sealed class ReferenceWriter
{
    private const string Examples = " such as ";
    private static readonly string[] Alternatives = [", or a ", ", or off", ", or none"];

    private readonly List<DocumentShape> _documents = [];
    private readonly Dictionary<Type, List<string>> _places = [];
    private readonly SortedDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    /// <summary>What a document is called in headings: its type without <c>Document</c>, in camelCase.</summary>
    public static string NameOf(DocumentShape shape) => JsonNamingPolicy.CamelCase.ConvertName(shape.Type.Name.Replace("Document", "", StringComparison.Ordinal));

    /// <summary>Writes the sections of <paramref name="roots"/> and of all that stands in them, each once.</summary>
    public string Write(params DocumentShape[] roots)
    {
        foreach (var root in roots)
        {
            Collect(root, null);
        }

        var sections = new StringBuilder();
        foreach (var document in _documents)
        {
            WriteSection(sections, document);
        }

        var page = new StringBuilder("## Values\n| Value | Written as |\n|---|---|\n");
        foreach (var (kind, noun) in _kinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {kind} | {Prose(noun)} |\n");
        }

        return page.Append(sections).ToString();
    }

    /// <summary>A link to the section of a document.</summary>
    public static string Link(DocumentShape shape) => $"[{NameOf(shape)}](#{NameOf(shape).ToLowerInvariant()})";

    /// <summary>The name of a kind of value; what it looks like is written once, at the top of the page.</summary>
    /// <param name="noun">What it is, with its article and examples.</param>
    public string Kind(string noun)
    {
        var kind = WithoutArticle(WithoutExamples(noun));
        if (noun.Contains(Examples, StringComparison.Ordinal))
        {
            _kinds[kind] = noun;
        }

        return kind;
    }

    private void Collect(DocumentShape document, string? place)
    {
        if (!_places.TryGetValue(document.Type, out var places))
        {
            _documents.Add(document);
            _places[document.Type] = places = [];
            foreach (var property in document.Properties)
            {
                foreach (var inner in property.Shape.Documents)
                {
                    Collect(inner, $"{Link(document)}.{property.Name}");
                }
            }
        }

        if (place is not null)
        {
            places.Add(place);
        }
    }

    private void WriteSection(StringBuilder page, DocumentShape document)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(document)}\n{char.ToUpperInvariant(document.Noun[0])}{document.Noun[1..]}.");
        if (_places[document.Type] is { Count: > 0 } places)
        {
            page.Append(CultureInfo.InvariantCulture, $" Stands in {string.Join(", ", places)}.");
        }

        if (document.Short is { } only)
        {
            page.Append(CultureInfo.InvariantCulture, $" A value in its place is its `{only.Name}`.");
        }

        page.Append("\n\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
        foreach (var property in document.Properties)
        {
            var example = property.Key.Example is { } text ? $" Example: `{text}`." : "";
            var cells = new[] { property.Shape.Reference(this), DefaultOf(property.Key), Prose(property.Key.Description) + example };
            page.Append(CultureInfo.InvariantCulture, $"| `{property.Name}` | {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        }
    }

    private static string DefaultOf(KeyAttribute key) => key switch
    {
        { Required: true } => "required",
        { Default: null } => "",
        { Default: ['(', .. var words, ')'] } => Prose(words),
        _ => $"`{key.Default}`",
    };

    // What Markdown would take for emphasis or markup is text.
    private static string Prose(string text) => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal);

    private static string WithoutArticle(string noun) => noun.Split(' ', 2) is ["a" or "an" or "the", var rest] ? rest : noun;

    // Up to an alternative that is no example: "a size such as 512 or 1GB, or none".
    private static string WithoutExamples(string noun)
    {
        var from = noun.IndexOf(Examples, StringComparison.Ordinal);
        if (from < 0)
        {
            return noun;
        }

        var to = Alternatives.Select(words => noun.IndexOf(words, from, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(noun.Length).Min();
        return noun[..from] + WithoutExamples(noun[to..]);
    }
}
