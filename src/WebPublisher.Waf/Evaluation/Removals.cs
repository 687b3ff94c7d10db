using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Rules and values that <c>ctl</c> took out for the rest of the transaction. Most transactions have none, and then it costs nothing.</summary>
internal sealed class Removals(int ruleCount)
{
    private readonly ulong[] _removed = new ulong[(ruleCount + 63) / 64];
    private readonly int[] _heads = new int[ruleCount];
    private readonly List<(RemovedTarget Target, int Next)> _targets = [];
    private bool _hasRemoved;

    /// <summary>Whether values were taken away from any rule.</summary>
    public bool HasTargets => _targets.Count > 0;

    /// <summary>Whether a rule was taken out.</summary>
    public bool IsRemoved(int ordinal) => _hasRemoved && (_removed[ordinal >> 6] >> (ordinal & 63) & 1) != 0;

    /// <summary>Takes rules out.</summary>
    public void Remove(int[] ordinals)
    {
        _hasRemoved = true;
        foreach (var ordinal in ordinals)
        {
            _removed[ordinal >> 6] |= 1UL << (ordinal & 63);
        }
    }

    /// <summary>Takes values away from rules.</summary>
    public void Remove(int[] ordinals, RemovedTarget target)
    {
        foreach (var ordinal in ordinals)
        {
            _targets.Add((target, _heads[ordinal]));
            _heads[ordinal] = _targets.Count;
        }
    }

    /// <summary>Whether any value was taken away from a rule.</summary>
    public bool Concerns(int ordinal) => _heads[ordinal] != 0;

    /// <summary>Whether a value was taken away from a rule.</summary>
    public bool Covers(int ordinal, CompiledTarget target, ByteText member)
    {
        for (var index = _heads[ordinal]; index != 0; index = _targets[index - 1].Next)
        {
            var removed = _targets[index - 1].Target;
            if (removed.Variable != target.Written)
            {
                continue;
            }

            // Of a document no member has a name: what is taken away is what is written alike.
            if (removed.Selector is null
                || (removed.Variable == Variable.Xml ? removed.Selector.Key == target.Selector?.Key : removed.Selector.Selects(member)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        if (_hasRemoved)
        {
            Array.Clear(_removed);
            _hasRemoved = false;
        }

        if (_targets.Count > 0)
        {
            Array.Clear(_heads);
            _targets.Clear();
        }
    }
}
