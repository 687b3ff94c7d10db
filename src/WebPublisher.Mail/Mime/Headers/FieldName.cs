namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Names of fields.</summary>
internal static class FieldName
{
    /// <summary>Whether a name, with whatever surrounds it, may be taken for <paramref name="name"/>: by its letters alone.</summary>
    public static bool Resembles(string raw, string name, out bool isExact)
    {
        isExact = raw.Equals(name, StringComparison.OrdinalIgnoreCase);
        if (isExact)
        {
            return true;
        }

        var at = 0;
        foreach (var character in raw)
        {
            if (!char.IsAsciiLetter(character))
            {
                continue;
            }

            while (at < name.Length && !char.IsAsciiLetter(name[at]))
            {
                at++;
            }

            if (at == name.Length || (character | 0x20) != (name[at] | 0x20))
            {
                return false;
            }

            at++;
        }

        return at == name.Length;
    }
}
