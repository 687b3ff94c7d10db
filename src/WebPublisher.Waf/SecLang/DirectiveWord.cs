namespace WebPublisher.Waf.SecLang;

/// <summary>A word of a directive: its name or one of its arguments, quotation marks taken off.</summary>
/// <param name="Line">The line it stands in.</param>
/// <param name="Text">What it says.</param>
/// <param name="Start">Where its text begins in the line, after the quotation mark.</param>
/// <param name="Removed">Places in the line where an escaping backslash was taken away, ascending; often none.</param>
internal sealed record DirectiveWord(LogicalLine Line, string Text, int Start, IReadOnlyList<int> Removed)
{
    /// <summary>Where it stands.</summary>
    public SourcePosition Position => PositionAt(0);

    /// <summary>Where one of its characters stands.</summary>
    /// <param name="index">The character's place in <see cref="Text"/>; the end is allowed.</param>
    public SourcePosition PositionAt(int index)
    {
        var place = Start + index;
        foreach (var removed in Removed)
        {
            if (removed > place)
            {
                break;
            }

            place++;
        }

        return Line.PositionAt(Math.Min(place, Line.Text.Length));
    }
}
