using WebPublisher.Waf.Operators;

namespace WebPublisher.Waf.Compilation;

/// <summary>
/// The members of <c>TX</c> that rules name outright: each has a fixed place in a transaction, so that reading one takes neither a hash nor a comparison of names. The first
/// ten are what <c>capture</c> leaves.
/// </summary>
internal sealed class TxSlots
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    public TxSlots()
    {
        for (var i = 0; i < OperatorContext.MaximumCaptures; i++)
        {
            Of(i.ToString());
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>The name of a slot, one character for each byte, spelt as it was first met.</summary>
    public string NameOf(int slot) => _names[slot];

    /// <summary>The slot of a name; made where there is none yet.</summary>
    public int Of(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = _names.Count;
            _slots.Add(name, slot);
            _names.Add(name);
        }

        return slot;
    }

    /// <summary>The slot of a name that a transaction made up, or -1.</summary>
    public int Find(ReadOnlySpan<char> name) => _slots.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var slot) ? slot : -1;
}
