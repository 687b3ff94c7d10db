using System.Text;
using WebPublisher.Conformance.Web.Cases;

namespace WebPublisher.Conformance.Web.Talking;

/// <summary>Fields as HTTP/2 carries them (HPACK, RFC 7541): written as literals, whatever is in them, and read without a dynamic table, which the other side is forbidden.</summary>
internal static class FieldBlock
{
    // Names of the static table (RFC 7541 appendix A); the values of the first fifteen follow.
    private static readonly string[] s_names =
    [
        ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status", ":status", ":status", ":status", ":status",
        "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization", "cache-control",
        "content-disposition", "content-encoding", "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "link", "location", "max-forwards",
        "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after", "server", "set-cookie", "strict-transport-security", "transfer-encoding",
        "user-agent", "vary", "via", "www-authenticate",
    ];

    private static readonly string[] s_values = ["", "GET", "POST", "/", "/index.html", "http", "https", "200", "204", "206", "304", "400", "404", "500", "", "gzip, deflate"];

    /// <summary>Writes fields: literals that are not to be remembered (section 6.2.2).</summary>
    public static byte[] Write(IEnumerable<Field> fields)
    {
        var block = new List<byte>();
        foreach (var (name, value) in fields)
        {
            block.Add(0);
            Write(block, name);
            Write(block, value);
        }

        return [.. block];
    }

    /// <summary>Reads fields. Text that is compressed is left out: nothing that is looked at here is.</summary>
    /// <exception cref="FormatException">It is no block of fields.</exception>
    public static List<Field> Read(ReadOnlySpan<byte> block)
    {
        var fields = new List<Field>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                var index = Number(ref block, 7);
                fields.Add(new Field(Name(index), index <= s_values.Length ? s_values[index - 1] : ""));
            }
            else if ((first & 0xE0) == 0x20)
            {
                Number(ref block, 5);
            }
            else
            {
                var index = Number(ref block, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? Text(ref block) : Name(index);
                fields.Add(new Field(name, Text(ref block)));
            }
        }

        return fields;
    }

    private static string Name(int index) => index >= 1 && index <= s_names.Length ? s_names[index - 1] : throw new FormatException($"the index {index} is beyond the static table");

    private static void Write(List<byte> block, string text)
    {
        const int Prefix = 127;
        var left = text.Length - Prefix;
        block.Add((byte)Math.Min(text.Length, Prefix));
        for (; left >= 128; left /= 128)
        {
            block.Add((byte)((left % 128) + 128));
        }

        if (text.Length >= Prefix)
        {
            block.Add((byte)left);
        }

        block.AddRange(Octets.Of(text));
    }

    private static int Number(ref ReadOnlySpan<byte> block, int bits)
    {
        var most = (1 << bits) - 1;
        var number = Next(ref block) & most;
        if (number < most)
        {
            return number;
        }

        for (var shift = 0; shift <= 21; shift += 7)
        {
            var next = Next(ref block);
            number += (next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return number;
            }
        }

        throw new FormatException("a number that is too large");
    }

    private static string Text(ref ReadOnlySpan<byte> block)
    {
        var isCompressed = !block.IsEmpty && (block[0] & 0x80) != 0;
        var length = Number(ref block, 7);
        if (length > block.Length)
        {
            throw new FormatException("a text that breaks off");
        }

        var text = isCompressed ? "" : Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static byte Next(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            throw new FormatException("a block that breaks off");
        }

        var next = block[0];
        block = block[1..];
        return next;
    }
}
