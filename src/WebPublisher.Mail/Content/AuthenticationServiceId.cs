namespace WebPublisher.Mail.Content;

/// <summary>Reads who claims to have written an <c>Authentication-Results</c> field: its authserv-id (RFC 8601 section 2.2), which comments and folding may precede.</summary>
internal ref struct AuthenticationServiceId
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isAll;
    private int _at;

    private AuthenticationServiceId(ReadOnlySpan<byte> text, bool isAll)
    {
        _text = text;
        _isAll = isAll;
    }

    private enum Next
    {
        Octet,
        End,
        Unknown,
    }

    /// <summary>Reads the id.</summary>
    /// <param name="afterName">What follows the field's name.</param>
    /// <param name="isAll">Whether nothing more comes.</param>
    /// <param name="id">The id, unquoted; empty when the field has none, or is another field after all.</param>
    /// <returns>Whether enough has come to know.</returns>
    public static bool TryRead(ReadOnlySpan<byte> afterName, bool isAll, out byte[] id)
    {
        id = [];
        var reader = new AuthenticationServiceId(afterName, isAll);
        var next = reader.SkipSpace(out var octet, comments: false);
        if (next != Next.Octet || octet != ':')
        {
            return next != Next.Unknown;
        }

        next = reader.SkipSpace(out octet, comments: true);
        return next != Next.Octet ? next == Next.End : reader.TryReadId(octet, out id);
    }

    private bool TryReadId(byte first, out byte[] id)
    {
        var read = new List<byte>();
        var isQuoted = first == '"';
        var octet = first;
        var next = isQuoted ? Read(out octet) : Next.Octet;
        while (next == Next.Octet && !(isQuoted ? octet == '"' : octet is (byte)' ' or (byte)'\t' or (byte)';' or (byte)'(' or (byte)'/'))
        {
            if (isQuoted && octet == '\\')
            {
                next = Read(out octet);
                if (next != Next.Octet)
                {
                    break;
                }
            }

            read.Add(octet);
            next = Read(out octet);
        }

        id = [.. read];
        return next != Next.Unknown;
    }

    /// <summary>Goes to the first octet that is no white space, and no comment where there may be some.</summary>
    private Next SkipSpace(out byte octet, bool comments)
    {
        var depth = 0;
        while (true)
        {
            var next = Read(out octet);
            if (next != Next.Octet)
            {
                return next;
            }

            if (depth > 0 && octet == '\\')
            {
                next = Read(out octet);
                if (next != Next.Octet)
                {
                    return next;
                }
            }
            else if (octet == '(' && comments)
            {
                depth++;
            }
            else if (octet == ')' && depth > 0)
            {
                depth--;
            }
            else if (depth == 0 && octet is not ((byte)' ' or (byte)'\t'))
            {
                return Next.Octet;
            }
        }
    }

    /// <summary>The next octet of the unfolded field (RFC 5322 section 2.2.3).</summary>
    private Next Read(out byte octet)
    {
        octet = 0;
        while (_at < _text.Length)
        {
            octet = _text[_at++];
            if (octet == '\n')
            {
                // What the next line begins with tells whether it belongs to this one.
                if (_at == _text.Length)
                {
                    break;
                }

                if (_text[_at] is not ((byte)' ' or (byte)'\t'))
                {
                    return Next.End;
                }
            }
            else if (octet != '\r')
            {
                return Next.Octet;
            }
        }

        return _isAll ? Next.End : Next.Unknown;
    }
}
