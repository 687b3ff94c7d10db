using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>
/// The values of a transaction and what became of them: each distinct place of text is a node, each transformation an edge to what it makes of it, which is the node itself
/// where nothing changes. So a transformation runs once for a value however many rules ask for it, and what the prefilter found in a text is found once.
/// </summary>
internal sealed class TextGraph(RuleProgram program, TextArena arena)
{
    private readonly int _words = Math.Max(1, program.Prefilter.WordCount);
    private GrowingArray<Node> _nodes = new(1024);
    private GrowingArray<Edge> _edges = new(2048);
    private GrowingArray<ulong> _groups = new(4096);

    /// <summary>How many words a set of groups takes.</summary>
    public int Words => _words;

    /// <summary>Adds a value.</summary>
    public int Add(ByteText text)
    {
        _nodes.Add(new Node { Text = text, FirstEdge = -1, Groups = -1, SameButCase = -1, Unchanging = program.StepMasks.Unchanging(text.Span) });
        return _nodes.Count - 1;
    }

    /// <summary>The text of a node.</summary>
    public ByteText Text(int node) => _nodes[node].Text;

    /// <summary>The node a transformation leads to.</summary>
    public int Transform(int node, int step)
    {
        if (step < StepMasks.Length && (_nodes[node].Unchanging >> step & 1) != 0)
        {
            return node;
        }

        for (var edge = _nodes[node].FirstEdge; edge >= 0; edge = _edges[edge].Next)
        {
            if (_edges[edge].Step == step)
            {
                return _edges[edge].Target;
            }
        }

        var text = _nodes[node].Text;
        var changed = program.Steps[step].Apply(text, arena);
        if (step < StepMasks.Length && changed.IsSamePlace(text))
        {
            _nodes[node].Unchanging |= 1UL << step;
            return node;
        }

        var target = changed.IsSamePlace(text) ? node : Add(changed);
        if (target != node && program.Steps[step].ChangesCaseOnly)
        {
            _nodes[target].SameButCase = node;
        }

        _edges.Add(new Edge { Step = step, Target = target, Next = _nodes[node].FirstEdge });
        _nodes[node].FirstEdge = _edges.Count - 1;
        return target;
    }

    /// <summary>The groups of the prefilter that have a literal in a node's text.</summary>
    public ReadOnlySpan<ulong> Groups(int node)
    {
        // The prefilter sees no difference between a text and the same one in small letters.
        while (_nodes[node].SameButCase >= 0)
        {
            node = _nodes[node].SameButCase;
        }

        var at = _nodes[node].Groups;
        if (at < 0)
        {
            at = _groups.Count;
            program.Prefilter.Scan(_nodes[node].Text.Span, _groups.AddCleared(_words));
            _nodes[node].Groups = at;
        }

        return _groups.Items.Slice(at, _words);
    }

    /// <summary>Whether one group has a literal in a node's text.</summary>
    public bool HasGroup(int node, int group) => (Groups(node)[group >> 6] >> (group & 63) & 1) != 0;

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _nodes.Reset();
        _edges.Reset();
        _groups.Reset();
    }

    private struct Node
    {
        public ByteText Text;
        public int FirstEdge;
        public int Groups;
        public int SameButCase;
        public ulong Unchanging;
    }

    private struct Edge
    {
        public int Step;
        public int Target;
        public int Next;
    }
}
