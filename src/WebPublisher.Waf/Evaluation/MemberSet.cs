using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Some members of a variable: those a selector means and no exclusion takes away.</summary>
internal sealed class MemberSet
{
    private GrowingArray<int> _indexes = new(64);
    private int _seen;
    private bool _isWhole;
    private MemberTable? _own;

    /// <summary>When it was last brought up to date.</summary>
    public int Tick { get; set; }

    /// <summary>How many there are.</summary>
    public int Count => _isWhole ? Members.Count : _indexes.Count;

    /// <summary>The members they are of.</summary>
    public MemberTable Members { get; private set; } = null!;

    /// <summary>Members that only this set has: what an XPath expression selects.</summary>
    public MemberTable Own => _own ??= new MemberTable();

    /// <summary>The place of one of them among <see cref="Members"/>.</summary>
    public int Index(int i) => _isWhole ? i : _indexes[i];

    /// <summary>Takes all members.</summary>
    public void TakeAll(MemberTable members)
    {
        Members = members;
        _isWhole = true;
    }

    /// <summary>Takes those members that came since the last time and are meant.</summary>
    public void Take(MemberTable members, SetDefinition definition)
    {
        Members = members;
        _isWhole = false;
        for (; _seen < members.Count; _seen++)
        {
            if (IsMeant(members, definition))
            {
                _indexes.Add(_seen);
            }
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _indexes.Reset();
        Tick = 0;
        _seen = 0;
        _own?.Reset();
    }

    private bool IsMeant(MemberTable members, SetDefinition definition)
    {
        var name = members.Name(_seen);
        if (definition.Selector is { } selector && !selector.Selects(name))
        {
            return false;
        }

        for (var i = 0; i < definition.Exclusions.Count; i++)
        {
            if (definition.Exclusions[i].Selects(name))
            {
                return false;
            }
        }

        return true;
    }
}
