namespace WebPublisher.Waf.Evaluation;

/// <summary>A set of values after some transformations, as far as it was asked for.</summary>
internal sealed class View
{
    private GrowingArray<int> _nodes = new(64);

    /// <summary>When it was last brought up to date.</summary>
    public int Tick { get; set; }

    /// <summary>How many values there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The values.</summary>
    public ReadOnlySpan<int> Nodes => _nodes.Items;

    /// <summary>The prefilter's groups of the first values, together.</summary>
    public ulong[] Groups { get; private set; } = [];

    /// <summary>How many values <see cref="Groups"/> tells of.</summary>
    public int GroupedCount { get; set; }

    /// <summary>Makes room for so many values in all.</summary>
    public void Reserve(int count) => _nodes.Reserve(count);

    /// <summary>Adds a value.</summary>
    public void Add(int node) => _nodes.Add(node);

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
        _nodes.Reset();
        Tick = 0;
        GroupedCount = 0;
        Array.Clear(Groups);
    }
}
