using System.Numerics;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Compilation;

/// <summary>Which transformations of a rule set cannot change a text, by the kinds of its characters: one look at a short text spares most of them.</summary>
internal sealed class StepMasks
{
    /// <summary>Steps from this one on have no bit.</summary>
    public const int Length = 64;

    // For longer texts it is cheaper to ask the transformations, which look at many characters at once.
    private const int LongestText = 64;

    private readonly ulong[] _byKind = new ulong[8 * sizeof(CharacterKinds)];
    private readonly ulong _always;

    public StepMasks(IReadOnlyList<Transformation> steps)
    {
        for (var step = 0; step < Math.Min(steps.Count, Length); step++)
        {
            if (steps[step].Touches == CharacterKinds.Any)
            {
                _always |= 1UL << step;
                continue;
            }

            for (var kinds = (uint)steps[step].Touches; kinds != 0; kinds &= kinds - 1)
            {
                _byKind[BitOperations.TrailingZeroCount(kinds)] |= 1UL << step;
            }
        }
    }

    /// <summary>The steps that surely change nothing, a bit for each; for long texts none is told.</summary>
    public ulong Unchanging(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText)
        {
            return 0;
        }

        var touching = _always;
        for (var kinds = (uint)CharacterKindTable.Of(text); kinds != 0; kinds &= kinds - 1)
        {
            touching |= _byKind[BitOperations.TrailingZeroCount(kinds)];
        }

        return ~touching;
    }
}
