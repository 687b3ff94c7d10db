using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WebPublisher.Policy.Yaml;

/// <summary>Composes the parser's events into one tree. Stops at the first error of syntax, since everything behind it would be a guess.</summary>
internal sealed class YamlComposer(string file, string text, Parser parser, DiagnosticList diagnostics)
{
    private readonly Stack<(SourceLocation Start, char Close)> _openFlows = new();
    private Mark _lastEnd = Mark.Empty;
    private int _nodes;

    /// <summary>Returns the tree, or null after having reported an error.</summary>
    public YamlNode? Compose()
    {
        if (!Next() || !Next())
        {
            return null;
        }

        if (parser.Current is StreamEnd)
        {
            return new YamlMapping(new SourceLocation(file, 1, 1), []);
        }

        if (!Next() || ComposeNode(depth: 1) is not { } root || !Next() || !Next())
        {
            return null;
        }

        if (parser.Current is not StreamEnd)
        {
            diagnostics.Error(At(parser.Current!.Start), "a second document begins here; write one document a file and use 'include' to join files");
            return null;
        }

        return root is YamlScalar { IsNull: true } ? new YamlMapping(root.Location, []) : root;
    }

    private YamlNode? ComposeNode(int depth)
    {
        var current = parser.Current!;
        var location = At(current.Start);
        if (Refusal(current, depth) is { } refusal)
        {
            diagnostics.Error(location, refusal);
            return null;
        }

        switch (current)
        {
            case Scalar scalar:
                return new YamlScalar(location, scalar.Value, scalar.Style == ScalarStyle.Plain);
            case SequenceStart start:
                return Enclosed(start.Style == SequenceStyle.Flow, location, ']', () => ComposeSequence(location, depth));
            case MappingStart start:
                return Enclosed(start.Style == MappingStyle.Flow, location, '}', () => ComposeMapping(location, depth));
            default:
                diagnostics.Error(location, "expected a value");
                return null;
        }
    }

    private string? Refusal(ParsingEvent current, int depth)
    {
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
        {
            return "anchors and aliases (&name, *name) are not supported; write the value out, or quote it if it begins with '&' or '*'";
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            return "tags (!name) are not supported; quote the value if it begins with '!'";
        }

        if (depth > YamlLimits.Depth)
        {
            return $"nested more than {YamlLimits.Depth} levels deep";
        }

        return ++_nodes > YamlLimits.Nodes ? $"the file holds more than {YamlLimits.Nodes} values" : null;
    }

    private YamlNode? Enclosed(bool flow, SourceLocation location, char close, Func<YamlNode?> compose)
    {
        if (!flow)
        {
            return compose();
        }

        _openFlows.Push((location, close));
        var node = compose();
        _openFlows.TryPop(out _);
        return node;
    }

    private YamlSequence? ComposeSequence(SourceLocation location, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (true)
        {
            if (!Next())
            {
                return null;
            }

            if (parser.Current is SequenceEnd)
            {
                return new YamlSequence(location, items.ToImmutable());
            }

            if (ComposeNode(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
    }

    private YamlMapping? ComposeMapping(SourceLocation location, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (true)
        {
            if (!Next())
            {
                return null;
            }

            if (parser.Current is MappingEnd)
            {
                return new YamlMapping(location, entries.ToImmutable());
            }

            if (ComposeNode(depth + 1) is not { } keyNode)
            {
                return null;
            }

            if (keyNode is not YamlScalar key)
            {
                diagnostics.Error(keyNode.Location, $"a key must be a text, this is {keyNode.Noun}");
                return null;
            }

            if (!Next() || ComposeNode(depth + 1) is not { } value)
            {
                return null;
            }

            if (seen.TryAdd(key.Text, key.Location))
            {
                entries.Add(new YamlEntry(key, value));
            }
            else
            {
                diagnostics.Error(key.Location, $"key '{key.Text}' is given twice; first at {seen[key.Text]}");
            }
        }
    }

    private bool Next()
    {
        try
        {
            if (parser.MoveNext())
            {
                _lastEnd = parser.Current!.End;
                return true;
            }

            diagnostics.Error(At(_lastEnd), "the file ends unexpectedly");
        }
        catch (YamlException exception)
        {
            var tab = YamlSyntax.TabInIndentation(exception, text, (int)_lastEnd.Index);
            diagnostics.Error(tab is { } index ? YamlText.Locate(file, text, index) : At(exception.Start), YamlSyntax.Describe(exception, Unclosed()));
        }
        catch (InvalidOperationException)
        {
            // The parser's own state check: how it answers some unclosed brackets (YamlDotNet 16.3).
            diagnostics.Error(At(_lastEnd), $"YAML syntax: what follows does not continue what stands before it{Unclosed()}");
        }

        return false;
    }

    private string Unclosed() =>
        _openFlows.TryPeek(out var open) ? $"; is the '{open.Close}' missing for what begins at line {open.Start.Line}, column {open.Start.Column}?" : "";

    private SourceLocation At(Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
