namespace WebPublisher.Web.VirtualPatches;

/// <summary>A parameter of a query, or a field of a form, decoded until nothing of it is encoded any more.</summary>
/// <param name="Name">Its name; empty for text of a query that is no pair.</param>
/// <param name="Value">Its value; empty when it has none.</param>
internal readonly record struct RequestParameter(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Value)
{
    /// <summary>
    /// Whether it is, to some server, the parameter <paramref name="name"/>: PHP drops spaces before a name, cuts it at a NUL or a closed bracket, and reads spaces, dots
    /// and an open bracket as underscores; IIS does not mind case.
    /// </summary>
    public bool Is(ReadOnlySpan<char> name)
    {
        var written = Name.Span;
        if (written.Length == name.Length && written.Equals(name, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        written = written.TrimStart(' ');
        return written.Length >= name.Length
            && (written.Length == name.Length || written[name.Length] is '\0' or '[')
            && IsPhp(written[..name.Length], name);
    }

    private static bool IsPhp(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var read = written[i] is ' ' or '.' or '[' ? '_' : char.ToLowerInvariant(written[i]);
            if (read != char.ToLowerInvariant(name[i]))
            {
                return false;
            }
        }

        return true;
    }
}
