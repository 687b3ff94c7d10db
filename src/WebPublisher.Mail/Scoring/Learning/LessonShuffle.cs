namespace WebPublisher.Mail.Scoring.Learning;

/// <summary>Puts lessons into an order that has nothing to do with their kind, and is the same each time (SplitMix64, Fisher-Yates).</summary>
internal sealed class LessonShuffle
{
    private ulong _state = 0x9E3779B97F4A7C15;

    public void Shuffle(int[] order)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = (int)(Next() % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
