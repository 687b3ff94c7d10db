using System.Collections.Frozen;

namespace WebPublisher.Policy.Filtering;

/// <summary>
/// The extensions of files that may be asked for. The extension of a path is that of its last segment; a denied one is found in the segments before it as well, where a
/// back end may take the rest for information to the program (<c>/x.exe/y</c>). The query never counts.
/// </summary>
public sealed class FilterExtensions
{
    /// <summary>The extension of a name without one.</summary>
    public const string None = ".";

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>? _allowed;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _denied;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _deniedWithin;

    /// <summary>Prepares lists of extensions, each with its dot.</summary>
    /// <param name="allowed">The only ones, or null for any.</param>
    /// <param name="denied">Refused ones, or null for <see cref="Published"/> where <paramref name="allowed"/> does not say otherwise.</param>
    public FilterExtensions(IEnumerable<string>? allowed, IEnumerable<string>? denied)
    {
        Allowed = allowed?.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        Denied = (denied ?? (allowed is null ? Published : [])).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _allowed = Allowed?.GetAlternateLookup<ReadOnlySpan<char>>();
        _denied = Denied.GetAlternateLookup<ReadOnlySpan<char>>();

        // Directories have dots in their names, too, so what is allowed says nothing of them; what is known to be dangerous does.
        var within = Allowed is null || Denied.Count > 0 ? Denied : Published.Except(Allowed, StringComparer.OrdinalIgnoreCase);
        _deniedWithin = within.Where(extension => extension != None).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What Microsoft published for ISA Server as to be denied in front of Outlook Web Access: programs, scripts of old servers, their settings and logs.</summary>
    public static FrozenSet<string> Published { get; } = new[]
    {
        ".exe", ".bat", ".cmd", ".com", ".htw", ".ida", ".idq", ".htr", ".idc", ".shtm", ".shtml", ".stm", ".printer", ".ini", ".log", ".pol", ".dat",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The only ones that pass, or null for any.</summary>
    public FrozenSet<string>? Allowed { get; }

    /// <summary>Those that do not pass.</summary>
    public FrozenSet<string> Denied { get; }

    /// <summary>The extension for which a path is refused, or null.</summary>
    /// <param name="path">Decoded, beginning with a slash.</param>
    public string? Refused(string path)
    {
        var slash = path.LastIndexOf('/');
        var last = ExtensionOf(path.AsSpan(slash + 1), isLast: true);
        if (Refuses(last))
        {
            return last.ToString();
        }

        return path.AsSpan(0, slash).Contains('.') ? RefusedWithin(path.AsSpan(0, slash)) : null;
    }

    private bool Refuses(ReadOnlySpan<char> extension) => (_allowed is { } allowed && !allowed.Contains(extension)) || _denied.Contains(extension);

    private string? RefusedWithin(ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('/'))
        {
            var extension = ExtensionOf(path[range], isLast: false);
            if (_deniedWithin.Contains(extension))
            {
                return extension.ToString();
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> ExtensionOf(ReadOnlySpan<char> segment, bool isLast)
    {
        // Windows opens the file itself by the name of its unnamed stream (name::$DATA), and some servers did not know it for what it is (CVE-1999-0278).
        var stream = segment.IndexOf("::$");
        segment = stream < 0 ? segment : segment[..stream];
        var dot = segment.LastIndexOf('.');
        if (dot < 0 || dot == segment.Length - 1)
        {
            return None;
        }

        var extension = segment[dot..];
        return IsDomain(segment[..dot], extension, isLast) ? None : extension;
    }

    /// <summary>
    /// Whether what looks like an extension ends a domain: of a mail address (<c>/SOGo/dav/user@example.com/</c>, <c>/autodiscover/autodiscover.json/v1.0/user@example.com</c>),
    /// or of a directory named after one. No program has an @ in its name, and none in such a place ends in .com.
    /// </summary>
    private static bool IsDomain(ReadOnlySpan<char> before, ReadOnlySpan<char> extension, bool isLast)
    {
        var isCommercial = extension.Equals(".com", StringComparison.OrdinalIgnoreCase);
        return (isCommercial && !isLast) || (before.Contains('@') && (isCommercial || extension.Length == 3));
    }
}
