namespace WebPublisher.Waf.Evaluation;

/// <summary>A set of values after some transformations, as far as it was asked for.</summary>
internal sealed class View
{
    private int[] _nodes = [];

    /// <summary>When it was last brought up to date.</summary>
    public int Tick { get; set; }

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>The values.</summary>
    public ReadOnlySpan<int> Nodes => _nodes.AsSpan(0, Count);

    /// <summary>The prefilter's groups of the first values, together.</summary>
    public ulong[] Groups { get; private set; } = [];

    /// <summary>How many values <see cref="Groups"/> tells of.</summary>
    public int GroupedCount { get; set; }

    /// <summary>Adds a value.</summary>
    public void Add(int node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Math.Max(4, Count * 2));
        }

        _nodes[Count++] = node;
    }

    /// <summary>Room for groups.</summary>
    public void ReserveGroups(int words)
    {
        if (Groups.Length < words)
        {
            Groups = new ulong[words];
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        Count = 0;
        Tick = 0;
        GroupedCount = 0;
        Array.Clear(Groups);
    }
}
