using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The members of a stable variable so far: names and nodes of the <see cref="TextGraph"/>. Members are added, never changed.</summary>
internal sealed class MemberTable
{
    private GrowingArray<ByteText> _names = new(64);
    private GrowingArray<int> _nodes = new(64);

    /// <summary>When it was last brought up to date.</summary>
    public int Tick { get; set; }

    /// <summary>How many there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>A member's name; empty for a variable without members.</summary>
    public ByteText Name(int index) => _names[index];

    /// <summary>A member's value.</summary>
    public int Node(int index) => _nodes[index];

    /// <summary>Adds a member.</summary>
    public void Add(ByteText name, int node)
    {
        _names.Add(name);
        _nodes.Add(node);
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _names.Reset();
        _nodes.Reset();
        Tick = 0;
    }
}
