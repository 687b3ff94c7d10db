namespace WebPublisher.Web.Listeners.Screening;

/// <summary>Judges the form of a request's trailer fields. Which of them pass on is <see cref="Headers.TrailerFields"/>' to say.</summary>
internal static class TrailerScreen
{
    /// <summary>What is wrong with them, or null.</summary>
    /// <param name="trailer">The lines, and the empty line that ends them.</param>
    public static string? Examine(ReadOnlySpan<byte> trailer)
    {
        while (FieldLine.TryCut(ref trailer, out var line))
        {
            if (line.IsEmpty)
            {
                return null;
            }

            if (!FieldLine.TryRead(line, out _, out _))
            {
                return "a trailer that is no field";
            }
        }

        return "a control character or a bare line end in a trailer";
    }
}
