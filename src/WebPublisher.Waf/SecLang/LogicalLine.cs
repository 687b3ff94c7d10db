namespace WebPublisher.Waf.SecLang;

/// <summary>A line of a rule file with the lines that continue it: a backslash at the end of a line joins the next one to it.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">What the lines say, without the backslashes and line ends between them.</param>
/// <param name="Starts">Where each physical line begins in <paramref name="Text"/>, ascending, the first at 0.</param>
/// <param name="FirstLine">The number of the first line, from 1.</param>
internal sealed record LogicalLine(string File, string Text, IReadOnlyList<int> Starts, int FirstLine)
{
    /// <summary>Where a character stands in the file.</summary>
    /// <param name="index">Its place in <see cref="Text"/>; the end of the text is allowed.</param>
    public SourcePosition PositionAt(int index)
    {
        var low = 0;
        var high = Starts.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Starts[middle] <= index ? (middle, high) : (low, middle - 1);
        }

        return new SourcePosition(File, FirstLine + low, index - Starts[low] + 1);
    }

    /// <summary>Where its first character stands that is not white space.</summary>
    public SourcePosition Position => PositionAt(Text.Length - Text.AsSpan().TrimStart().Length);

    /// <summary>What one of its physical lines says.</summary>
    public ReadOnlySpan<char> Physical(int number) => Text.AsSpan(Starts[number]..(number + 1 < Starts.Count ? Starts[number + 1] : Text.Length));
}
