using System.Numerics;

namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Weights by token, to be looked up in one or two steps: ids ascending, and an index over their highest bits.</summary>
internal sealed class WeightTable
{
    private readonly uint[] _ids;
    private readonly float[] _weights;
    private readonly int[] _starts;
    private readonly int _shift;

    /// <summary>Takes tokens, ascending, and their weights.</summary>
    public WeightTable(uint[] ids, float[] weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, ids.Length);
        _ids = ids;
        _weights = weights;
        var bits = Math.Clamp(BitOperations.Log2((uint)ids.Length + 1), 4, 24);
        _shift = 32 - bits;
        _starts = new int[(1 << bits) + 1];
        foreach (var id in ids)
        {
            _starts[(id >> _shift) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    public int Count => _ids.Length;

    public ReadOnlySpan<uint> Ids => _ids;

    public ReadOnlySpan<float> Weights => _weights;

    public bool TryGet(uint id, out float weight)
    {
        var bucket = id >> _shift;
        for (var i = _starts[bucket]; i < _starts[bucket + 1]; i++)
        {
            if (_ids[i] == id)
            {
                weight = _weights[i];
                return true;
            }
        }

        weight = 0;
        return false;
    }
}
