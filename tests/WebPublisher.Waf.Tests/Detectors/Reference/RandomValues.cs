using System.Text;

namespace WebPublisher.Waf.Tests.Detectors.Reference;

/// <summary>Values made at random from a fixed seed, the same in every run.</summary>
internal static class RandomValues
{
    private static readonly string[] s_sql =
    [
        "select", "union", "union all", "insert into", "update", "delete from", "drop table", "from", "where", "group by", "order by", "having", "limit",
        "into outfile", "or", "and", "||", "&&", "not", "like", "in", "is null", "between", "case", "when", "exec", "declare", "waitfor delay", "sleep", "concat",
        "version", "user", "database", "char", "null", "@@version", "@x", "1", "2", "0x41", "1.5e3", "'a'", "'", "\"", "\"b\"", "x", "users", "password", "(", ")",
        "(", ")", ",", ";", "=", "<", "+", "-", "*", "/", "--", "-- ", "#", "/**/", "/*", "*/", "/*!", "\\", "`", "`t`", "[t]", "{", "}", ".", ":", "::", ":=", "?",
        "$1", "$$a$$", "N'a'", "x'41'", "\n", "\t", " ", "\0", "\u00A0", "int", "collate",
    ];

    private static readonly string[] s_html =
    [
        "<", ">", "</", "/>", "<!", "<!--", "-->", "--!>", "-", "<?", "<%", "%>", "<![CDATA[", "]]>", "<!DOCTYPE", " ", "\n", "\0", "=", "\"", "'", "`", "/", ";",
        "&#", "&#x", "a", "p", "img", "script", "style", "svg", "xml", "xsl", "iframe", "object", "meta", "link", "base", "scr\0ipt", "onload", "on", "onclick",
        "style", "href", "src", "action", "formaction", "xlink:href", "xmlns", "attributename", "values", "to", "from", "title", "class", "javascript:", "java",
        "data:", "vbscript:", "view-source:", "&#106;ava", "&#x6A;ava", "&#0000106ava", "\u0001java", " data", "d\nata", "[if", "import", "entity",
        "https://example.org/", "text",
    ];

    private static readonly string[] s_prose =
    [
        "Dear", "Mr. O'Brien", "Hello", "please", "select", "the", "best", "of", "and", "or", "not", "from", "where", "union", "we", "will", "drop", "by",
        "at 10:30", "on Monday,", "it's", "don't", "25%", "(see below)", "e.g.", "i.e.", "100 EUR", "- thanks!", "Grüße", "aus", "Köln", "und", "oder", "wir",
        "löschen", "die", "Tabelle", "nicht", "\"quoted\"", "table", "group", "order", "5", "2024", "case", "if", "then", "else", "&", "+49 221 1234",
        "anna@example.org", "https://example.org/?q=1&r=2", "A/B", "\n", "Re:", "WG:", "is", "in", "like", "set",
    ];

    /// <summary>Values with up to three changes each: characters put in, taken out, in other case, cut, joined with another.</summary>
    public static IEnumerable<byte[]> Mutations(IReadOnlyList<byte[]> values, int count)
    {
        var random = new Random(20240601);
        var shortened = values.Where(value => value.Length is > 3 and < 300).ToArray();
        for (var i = 0; i < count; i++)
        {
            var value = shortened[random.Next(shortened.Length)].ToList();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(value.Count + 1);
                switch (random.Next(6))
                {
                    case 0:
                        value.InsertRange(at, Encoding.Latin1.GetBytes(s_sql[random.Next(s_sql.Length)]));
                        break;
                    case 1:
                        value.RemoveRange(at, Math.Min(random.Next(1, 5), value.Count - at));
                        break;
                    case 2:
                        value.RemoveRange(at, value.Count - at);
                        break;
                    case 3:
                        value.RemoveRange(0, at);
                        break;
                    case 4:
                        value = [.. value.Select(octet => char.IsAsciiLetter((char)octet) && random.Next(3) == 0 ? (byte)(octet ^ 0x20) : octet)];
                        break;
                    default:
                        value.InsertRange(at, shortened[random.Next(shortened.Length)]);
                        break;
                }
            }

            yield return [.. value];
        }
    }

    /// <summary>Words and signs of SQL side by side.</summary>
    public static IEnumerable<byte[]> Sql(int count) => Joined(s_sql, " ", count, 2, 8);

    /// <summary>Pieces of HTML side by side.</summary>
    public static IEnumerable<byte[]> Html(int count) => Joined(s_html, string.Empty, count, 1, 10);

    /// <summary>What people write.</summary>
    public static IEnumerable<byte[]> Prose(int count) => Joined(s_prose, " ", count, 3, 40);

    /// <summary>What programs write: base64, JSON, addresses, dates.</summary>
    public static IEnumerable<byte[]> Encoded(int count)
    {
        var random = new Random(20240602);
        for (var i = 0; i < count; i++)
        {
            var octets = new byte[random.Next(3, 60)];
            random.NextBytes(octets);
            var text = (i % 5) switch
            {
                0 => Convert.ToBase64String(octets),
                1 => Convert.ToHexString(octets),
                2 => $"{{\"id\":{random.Next()},\"name\":\"user{random.Next(99)}\",\"flags\":[true,null,{random.Next(9)}.5]}}",
                3 => $"_task=mail&_action=list&_mbox=INBOX.{octets.Length}&_uid={random.Next()}&_remote=1",
                _ => $"{random.Next(2000, 2030)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}T{random.Next(24):00}:{random.Next(60):00}:00.000Z",
            };
            yield return Encoding.Latin1.GetBytes(text);
        }
    }

    private static IEnumerable<byte[]> Joined(string[] pieces, string separator, int count, int fewest, int most)
    {
        var random = new Random(20240603);
        for (var i = 0; i < count; i++)
        {
            var value = new StringBuilder();
            for (var left = random.Next(fewest, most + 1); left > 0; left--)
            {
                value.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(4) == 0 ? string.Empty : separator);
            }

            yield return Encoding.Latin1.GetBytes(value.ToString());
        }
    }
}
