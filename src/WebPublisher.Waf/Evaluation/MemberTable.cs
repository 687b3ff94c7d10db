using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The members of a stable variable so far: names and nodes of the <see cref="TextGraph"/>. Members are added, never changed.</summary>
internal sealed class MemberTable
{
    private ByteText[] _names = new ByteText[4];
    private int[] _nodes = new int[4];

    /// <summary>When it was last brought up to date.</summary>
    public int Tick { get; set; }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A member's name; empty for a variable without members.</summary>
    public ByteText Name(int index) => _names[index];

    /// <summary>A member's value.</summary>
    public int Node(int index) => _nodes[index];

    /// <summary>Adds a member.</summary>
    public void Add(ByteText name, int node)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _names, Count * 2);
            Array.Resize(ref _nodes, Count * 2);
        }

        _names[Count] = name;
        _nodes[Count++] = node;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        Count = 0;
        Tick = 0;
    }
}
