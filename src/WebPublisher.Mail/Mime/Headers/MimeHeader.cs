using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>The fields of one header, in their order.</summary>
public sealed class MimeHeader
{
    private readonly List<MimeField> _fields;

    private MimeHeader(List<MimeField> fields) => _fields = fields;

    /// <summary>No fields.</summary>
    public static MimeHeader Empty { get; } = new([]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<MimeField> Fields => _fields;

    /// <summary>The first field of a name, in any case; null when there is none.</summary>
    public MimeField? Find(string name)
    {
        foreach (var field in _fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Every field of a name, in any case.</summary>
    public IEnumerable<MimeField> FindAll(string name) => _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Cuts a header, of lines that have been judged, into fields.</summary>
    internal static MimeHeader Parse(ReadOnlySpan<byte> octets, int maximumFields)
    {
        if (octets.IsEmpty)
        {
            return Empty;
        }

        var all = octets.ToArray().AsMemory();
        var fields = new List<MimeField>();
        while (!all.IsEmpty && fields.Count < maximumFields)
        {
            var end = FieldEnd(all.Span);
            var field = all[..end];
            all = all[end..];
            var colon = field.Span.IndexOf((byte)':');
            if (colon < 0)
            {
                continue;
            }

            var rawName = Encoding.Latin1.GetString(field.Span[..colon]);
            fields.Add(new MimeField(rawName.Trim(' ', '\t', '\r', '\n'), rawName, TrimLineEnd(field[(colon + 1)..])));
        }

        return new MimeHeader(fields);
    }

    /// <summary>Where a field ends: at a line end that no white space follows.</summary>
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
            if (at >= octets.Length || octets[at] is not ((byte)' ' or (byte)'\t' or (byte)'\v' or (byte)'\f' or 0 or (byte)'\r'))
            {
                return at;
            }
        }
    }

    private static ReadOnlyMemory<byte> TrimLineEnd(ReadOnlyMemory<byte> value)
    {
        var span = value.Span;
        return span.EndsWith("\r\n"u8) ? value[..^2] : span.EndsWith("\n"u8) ? value[..^1] : value;
    }
}
