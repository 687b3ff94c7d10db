using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Headers;

/// <summary>
/// The header of a message, whose fields can be set, removed and rewritten. What is not touched goes out octet for octet as it came in, lines that are no fields included.
/// </summary>
public sealed class HeaderBlock
{
    private readonly List<(string Name, ReadOnlyMemory<byte> Octets)> _fields = [];

    private HeaderBlock()
    {
    }

    /// <summary>Where a header ends and the empty line begins that divides it from the body; the length of the content when there is no such line.</summary>
    /// <param name="content">The beginning of the content.</param>
    /// <param name="from">Where to go on looking: the beginning of a line, or within two octets behind the end of what was looked at.</param>
    /// <returns>The length of the header; -1 when it is not in there.</returns>
    public static int EndOf(ReadOnlySpan<byte> content, int from = 0)
    {
        if (content.StartsWith("\r\n"u8))
        {
            return 0;
        }

        var end = content[from..].IndexOf("\r\n\r\n"u8);
        return end < 0 ? -1 : from + end + 2;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="header">All lines before the empty one.</param>
    /// <returns>The header; null when the content does not begin with a field, so that all of it is body.</returns>
    public static HeaderBlock? Parse(ReadOnlyMemory<byte> header)
    {
        var block = new HeaderBlock();
        while (!header.IsEmpty)
        {
            var end = FieldEnd(header.Span);
            block._fields.Add((NameOf(header.Span[..end]), header[..end]));
            header = header[end..];
        }

        return block._fields is [{ Name.Length: > 0 }, ..] ? block : null;
    }

    /// <summary>Removes every field of a name.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(string name) => _fields.RemoveAll(field => Is(field.Name, name));

    /// <summary>Makes it the only field of its name, in the place of the first of them or else at the end.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, as a reader shall see it; encoded (RFC 2047) and folded as it needs.</param>
    public void Set(string name, string value)
    {
        var at = _fields.FindIndex(field => Is(field.Name, name));
        Remove(name);
        _fields.Insert(at < 0 ? _fields.Count : at, (name, FieldText.Format(name, value)));
    }

    /// <summary>Puts a text in front of the value of every field of a name, unless it begins with it; makes the field when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text; a space follows it.</param>
    public void Prepend(string name, string text)
    {
        var found = false;
        for (var i = 0; i < _fields.Count; i++)
        {
            if (Is(_fields[i].Name, name))
            {
                found = true;
                _fields[i] = (_fields[i].Name, FieldText.Prepend(_fields[i].Octets, text));
            }
        }

        if (!found)
        {
            Set(name, text);
        }
    }

    /// <summary>Puts an address at the end of the first field of a name, which is a list of addresses; makes the field when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">The address.</param>
    public void Append(string name, string address)
    {
        var at = _fields.FindIndex(field => Is(field.Name, name));
        if (at < 0)
        {
            Set(name, address);
            return;
        }

        var octets = _fields[at].Octets.Span.TrimEnd("\r\n \t"u8);
        var text = octets.EndsWith(","u8) || octets.EndsWith(":"u8) ? $"\r\n {address}\r\n" : $",\r\n {address}\r\n";
        _fields[at] = (_fields[at].Name, (byte[])[.. octets, .. Encoding.UTF8.GetBytes(text)]);
    }

    /// <summary>Gives the fields of some names other values.</summary>
    /// <param name="isMeant">Which names are meant.</param>
    /// <param name="rewrite">The octets behind the colon, to the end of the field; returns others, or null to leave them.</param>
    /// <returns>How many were rewritten.</returns>
    public int Rewrite(Predicate<string> isMeant, Func<ReadOnlyMemory<byte>, byte[]?> rewrite)
    {
        var rewritten = 0;
        for (var i = 0; i < _fields.Count; i++)
        {
            var (name, octets) = _fields[i];
            if (name.Length == 0 || !isMeant(name))
            {
                continue;
            }

            var colon = octets.Span.IndexOf((byte)':') + 1;
            if (rewrite(octets[colon..]) is { } value)
            {
                _fields[i] = (name, (byte[])[.. octets.Span[..colon], .. value]);
                rewritten++;
            }
        }

        return rewritten;
    }

    /// <summary>Writes the header: all lines before the empty one.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        foreach (var (_, octets) in _fields)
        {
            output.Write(octets.Span);
            if (!octets.Span.EndsWith("\n"u8))
            {
                output.Write("\r\n"u8);
            }
        }
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A field ends at a line end that no white space follows (RFC 5322 section 2.2.3).</summary>
    private static int FieldEnd(ReadOnlySpan<byte> octets)
    {
        var at = 0;
        while (true)
        {
            var line = octets[at..].IndexOf((byte)'\n');
            if (line < 0)
            {
                return octets.Length;
            }

            at += line + 1;
            if (at >= octets.Length || octets[at] is not ((byte)' ' or (byte)'\t'))
            {
                return at;
            }
        }
    }

    /// <summary>The name of a field, without blanks before the colon (RFC 5322 section 4.5.1 lets them be); empty for a line that is no field.</summary>
    private static string NameOf(ReadOnlySpan<byte> octets)
    {
        var colon = octets.IndexOf((byte)':');
        var name = octets[..Math.Max(colon, 0)].TrimEnd(" \t"u8);
        return name.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0 ? Encoding.ASCII.GetString(name) : "";
    }
}
