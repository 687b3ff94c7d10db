using System.Globalization;
using System.Text;

namespace WebPublisher.Conformance.Web.Judging;

/// <summary>What servers of different makes take a request target for. A protected path must be none of these.</summary>
internal static class PathReadings
{
    private static readonly string[] s_protected = ["ecp", "powershell"];

    private static readonly (string Name, Func<string, string> Read)[] s_readings =
    [
        ("as it stands", path => path),
        ("decoded", Decode),
        ("decoded twice", path => Decode(Decode(path))),
        ("decoded, backslashes as slashes", path => Slashes(Decode(path))),
        ("decoded twice, backslashes as slashes", path => Slashes(Decode(Decode(path)))),
        ("without path parameters", path => WithoutParameters(Decode(WithoutParameters(path)))),
        ("with overlong and %u escapes", path => Slashes(Overlong(Decode(Wide(path))))),
        ("cut at NUL", path => Decode(path).Split('\0')[0]),
        ("without control characters and spaces", path => string.Concat(Decode(path).Where(character => character > ' '))),
    ];

    // UTF-8 in more octets than needed, and full-width forms, with an octet a character.
    private static readonly (string Octets, string Meaning)[] s_overlong =
    [
        ("\u00F0\u0080\u0080\u00AF", "/"), ("\u00E0\u0080\u00AF", "/"), ("\u00C0\u00AF", "/"), ("\u00C0\u00AE", "."), ("\u00C1\u009C", "/"), ("\u00EF\u00BC\u008F", "/"), ("\u00EF\u00BC\u008E", "."),
    ];

    /// <summary>By which readings <paramref name="target"/> is a path that is protected.</summary>
    public static IEnumerable<string> Protected(string target)
    {
        var path = Path(target);
        return s_readings.Where(reading => IsProtected(Resolve(reading.Read(path)))).Select(reading => reading.Name);
    }

    private static string Path(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && target.AsSpan(0, scheme).IndexOfAnyExceptInRange('A', 'z') < 0)
        {
            var authority = target[(scheme + 3)..];
            var slash = authority.AsSpan().IndexOfAny('/', '\\');
            target = slash < 0 ? "/" : authority[slash..];
        }

        var end = target.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? target : target[..end];
    }

    private static bool IsProtected(string path)
    {
        // ASP.NET takes a segment (S(...)) for a session and leaves it out.
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => !(segment.StartsWith("(s(", StringComparison.OrdinalIgnoreCase) && segment.EndsWith(')')));
        var first = segments.FirstOrDefault() ?? "";
        return s_protected.Any(name => first.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            && (first.Length == name.Length || !(char.IsAsciiLetterOrDigit(first[name.Length]) || first[name.Length] == '~')));
    }

    private static string Resolve(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return '/' + string.Join('/', segments.Where(segment => segment.Length > 0));
    }

    private static string Slashes(string path) => path.Replace('\\', '/');

    private static string Decode(string path) => Escapes(path, "%", 2, number => ((char)number).ToString());

    private static string Wide(string path) => Escapes(path, "%u", 4, number => number switch
    {
        0xFF0F or 0x2215 => "/",
        0xFF0E => ".",
        _ => ((char)(number & 0xFF)).ToString(),
    });

    private static string Overlong(string path) => s_overlong.Aggregate(path, (text, pair) => text.Replace(pair.Octets, pair.Meaning, StringComparison.Ordinal));

    private static string WithoutParameters(string path) => string.Join('/', path.Split('/').Select(segment => segment.Split(';')[0]));

    private static string Escapes(string path, string begin, int digits, Func<int, string> meaning)
    {
        var decoded = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var isEscape = string.CompareOrdinal(path, i, begin, 0, begin.Length) == 0
                && i + begin.Length + digits <= path.Length
                && int.TryParse(path.AsSpan(i + begin.Length, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
                && decoded.Append(meaning(number)) is not null;
            if (isEscape)
            {
                i += begin.Length + digits - 1;
            }
            else
            {
                decoded.Append(path[i]);
            }
        }

        return decoded.ToString();
    }
}
