namespace WebPublisher.Waf.Matching;

/// <summary>How often bytes stand in texts that people and programs write, roughly: the part of a literal to look for first is the one texts have least often.</summary>
internal static class ByteRarity
{
    /// <summary>From the commonest on; what is not listed is rare.</summary>
    private const string Common = " etaoinsrhldcumfpgwybvk.,01-/=2xjqz93456:78_\"'&?;+%()<>";

    private static readonly byte[] s_ranks = Ranks();

    /// <summary>Where in a literal its rarest sequence begins.</summary>
    /// <param name="literal">Folded; at least as long as the sequence.</param>
    /// <param name="length">How long the sequence is.</param>
    public static int RarestStart(ReadOnlySpan<byte> literal, int length)
    {
        var (best, bestRarity) = (0, -1);
        for (var start = 0; start + length <= literal.Length; start++)
        {
            var rarity = 0;
            foreach (var value in literal.Slice(start, length))
            {
                rarity += s_ranks[value];
            }

            if (rarity > bestRarity)
            {
                (best, bestRarity) = (start, rarity);
            }
        }

        return best;
    }

    private static byte[] Ranks()
    {
        var ranks = new byte[256];
        Array.Fill(ranks, (byte)Common.Length);
        for (var i = 0; i < Common.Length; i++)
        {
            ranks[Common[i]] = (byte)i;
        }

        return ranks;
    }
}
