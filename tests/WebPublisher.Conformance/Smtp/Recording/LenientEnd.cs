namespace WebPublisher.Conformance.Smtp.Recording;

/// <summary>
/// Finds the end of content as the most careless server might see it: a dot, with or without NUL beside it, between line ends of any kind. What a strict server takes for the
/// inside of a message ends it here, so that everything that is passed on and should not be shows.
/// </summary>
internal static class LenientEnd
{
    /// <summary>Looks for an end.</summary>
    /// <param name="octets">What came; the first line end is the one behind DATA.</param>
    /// <param name="from">Where to begin, at least 1: before it there is no dot that ends anything. Set to where to go on when more has come.</param>
    /// <returns>Where the end begins and ends; null when it has not come, or cannot be told yet.</returns>
    public static Range? Find(ReadOnlySpan<byte> octets, ref int from)
    {
        while (true)
        {
            var found = octets[from..].IndexOf((byte)'.');
            if (found < 0)
            {
                from = octets.Length;
                return null;
            }

            var dot = from + found;
            var begin = LineEndBefore(octets[..dot]);
            if (begin < 0)
            {
                from = dot + 1;
                continue;
            }

            var behind = octets[(dot + 1)..];
            var nul = behind is [0, ..] ? 1 : 0;
            behind = behind[nul..];
            var length = behind switch
            {
                [(byte)'\r', (byte)'\r', (byte)'\n', ..] => 3,
                [(byte)'\r', (byte)'\n', ..] => 2,
                [(byte)'\n', ..] => 1,
                [] or [(byte)'\r'] or [(byte)'\r', (byte)'\r'] => -1,
                [(byte)'\r', ..] => 1,
                _ => 0,
            };
            if (length < 0)
            {
                from = dot;
                return null;
            }

            if (length > 0)
            {
                return begin..(dot + 1 + nul + length);
            }

            from = dot + 1;
        }
    }

    private static int LineEndBefore(ReadOnlySpan<byte> octets)
    {
        octets = octets is [.., 0] ? octets[..^1] : octets;
        return octets switch
        {
            [.., (byte)'\r', (byte)'\n'] => octets.Length - 2,
            [.., (byte)'\n'] or [.., (byte)'\r'] => octets.Length - 1,
            _ => -1,
        };
    }
}
