namespace WebPublisher.Policy.Mail.Screening;

/// <summary>A pattern for file names: <c>*</c> stands for any characters and <c>?</c> for one; case makes no difference.</summary>
/// <param name="Text">The pattern, at most <see cref="MaximumLength"/> characters.</param>
public sealed record FileNamePattern(string Text)
{
    /// <summary>The most characters: 255. It bounds what it costs to compare a name: as many steps as both have characters, multiplied.</summary>
    public const int MaximumLength = 255;

    /// <summary>Whether a name fits.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        // Of several stars only the last that was met has to be tried again.
        var (at, inName, star, starInName) = (0, 0, -1, 0);
        while (inName < name.Length)
        {
            if (at < Text.Length && Text[at] == '*')
            {
                (star, starInName) = (at++, inName);
            }
            else if (at < Text.Length && (Text[at] == '?' || char.ToLowerInvariant(Text[at]) == char.ToLowerInvariant(name[inName])))
            {
                (at, inName) = (at + 1, inName + 1);
            }
            else if (star >= 0)
            {
                (at, inName) = (star + 1, ++starInName);
            }
            else
            {
                return false;
            }
        }

        return Text.AsSpan(at).Trim('*').IsEmpty;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
