namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>An address of a header field and the name beside it.</summary>
/// <param name="Name">The name as it is shown, quotes removed; empty when there is none.</param>
/// <param name="LocalPart">In front of the last at sign, in lower case.</param>
/// <param name="Domain">Behind it, in lower case; empty when there is no address.</param>
public readonly record struct NamedAddress(string Name, string LocalPart, string Domain)
{
    /// <summary>Nothing.</summary>
    public static NamedAddress None { get; } = new("", "", "");

    /// <summary>
    /// Takes out of a field what a reader is shown: the last address in angle brackets and what stands in front of it. Never fails; what is odd about a field is for rules to say.
    /// </summary>
    public static NamedAddress Read(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var open = field.LastIndexOf('<');
        var close = open < 0 ? -1 : field.IndexOf('>', open);
        ReadOnlySpan<char> address = open < 0 ? field : field.AsSpan((open + 1)..(close < 0 ? field.Length : close));
        var name = open < 0 ? "" : field[..open].Trim().Trim('"', '\'', ' ', ',');
        var at = address.LastIndexOf('@');
        if (at < 0)
        {
            return new NamedAddress(open < 0 ? field.Trim() : name, "", "");
        }

        var local = address[..at];
        var domain = address[(at + 1)..];
        if (open < 0)
        {
            // A bare address, perhaps with a comment or several of them.
            local = local[(local.LastIndexOfAny(" \t,;:") + 1)..];
            var end = domain.IndexOfAny(" \t,;(");
            domain = end < 0 ? domain : domain[..end];
        }

        return new NamedAddress(name, local.Trim().ToString().ToLowerInvariant(), domain.Trim(" .[]").ToString().ToLowerInvariant());
    }
}
