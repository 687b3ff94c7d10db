using System.Text;

namespace WebPublisher.Smtp.Screening.Milter;

/// <summary>Reads the header of content that an agent wrote anew.</summary>
internal static class EditedHeader
{
    // What the agent was given had a header within the limit; it may have put something there.
    private const int Longest = 2 * 256 * 1024;

    /// <summary>Reads it.</summary>
    /// <returns>The fields as the milter protocol has them, and where the body begins.</returns>
    /// <exception cref="InvalidDataException">The header has no end.</exception>
    public static async ValueTask<(IReadOnlyList<MilterField> Fields, long Body)> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var octets = new byte[Math.Min(content.Length, Longest)];
        await content.ReadExactlyAsync(octets, cancellation);
        if (octets.AsSpan().StartsWith("\r\n"u8))
        {
            return ([], 2);
        }

        var end = octets.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? throw new InvalidDataException("The edited header has no end.") : (Fields(Encoding.Latin1.GetString(octets, 0, end)), end + 4);
    }

    private static List<MilterField> Fields(string header)
    {
        var fields = new List<MilterField>();
        foreach (var line in header.Split("\r\n"))
        {
            if (line[0] is ' ' or '\t' && fields.Count > 0)
            {
                fields[^1] = fields[^1] with { Value = $"{fields[^1].Value}\n{line}" };
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                fields.Add(new MilterField(line[..colon], line[(colon + 1)..], Index: 0));
            }
        }

        return fields;
    }
}
