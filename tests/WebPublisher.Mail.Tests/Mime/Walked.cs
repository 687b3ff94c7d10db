using System.Buffers;
using System.Text;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Archives;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Mime;

/// <summary>A message after its walk: everything the visitor was told, so that two walks can be compared.</summary>
internal sealed class Walked : MimeVisitor
{
    private readonly Dictionary<int, ArrayBufferWriter<byte>> _content = [];
    private readonly Dictionary<int, StringBuilder> _text = [];
    private readonly Dictionary<int, StringBuilder> _readable = [];
    private readonly Dictionary<ArchiveEntry, long> _unpacked = [];

    private Walked()
    {
    }

    public MimeSummary Summary { get; private set; } = null!;

    public List<ArchiveEntry> Entries { get; } = [];

    public IReadOnlyList<MimeFindingKind> Kinds => [.. Summary.Findings.Select(finding => finding.Kind).Distinct()];

    /// <summary>The tree in one line: "multipart/mixed(text/plain application/zip)".</summary>
    public string Tree => Describe(Summary.Parts[0]);

    /// <summary>Walks over a message written with "\n" for CRLF; "\r\n" stays.</summary>
    public static Walked Over(string message, MimeLimits? limits = null)
        => Over(Segments.Octets(message.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)), limits);

    /// <summary>Walks over octets, in segments that end at the given offsets.</summary>
    public static Walked Over(byte[] message, MimeLimits? limits = null, params IEnumerable<int> cuts)
    {
        var walked = new Walked();
        using var walker = new MimeWalker(limits ?? MimeLimits.Default, walked);
        foreach (var part in Segments.Parts(message, cuts))
        {
            walker.Write(part);
        }

        walked.Summary = walker.Complete();
        return walked;
    }

    public MimePart Part(int number) => Summary.Parts[number];

    public byte[] Content(int number) => _content.TryGetValue(number, out var content) ? content.WrittenSpan.ToArray() : [];

    public string ContentText(int number) => Encoding.Latin1.GetString(Content(number));

    public string Text(int number) => _text.TryGetValue(number, out var text) ? text.ToString() : "";

    public string Readable(int number) => _readable.TryGetValue(number, out var text) ? text.ToString() : "";

    public long Unpacked(string name) => _unpacked.Where(entry => entry.Key.Name == name).Sum(entry => entry.Value);

    /// <summary>Everything, for comparison.</summary>
    public string Describe()
    {
        var all = new StringBuilder(Tree).AppendLine();
        foreach (var part in Summary.Parts)
        {
            all.AppendLine($"{part} {part.Kind} {part.Encoding} {part.Disposition} {part.HeaderOffset} {part.BodyOffset} {part.EndOffset} {part.ContentLength} {part.ContentFileType}");
            all.AppendJoin('|', part.FileNames).AppendLine().AppendJoin('|', part.Header.Fields).AppendLine();
            all.AppendLine(Convert.ToHexString(Content(part.Number))).AppendLine(Text(part.Number)).AppendLine(Readable(part.Number));
        }

        return all.AppendJoin('\n', Summary.Findings).AppendLine().AppendJoin('\n', Entries).ToString();
    }

    public override void OnContent(MimePart part, ReadOnlySpan<byte> octets) => Of(_content, part.Number).Write(octets);

    public override void OnText(MimePart part, ReadOnlySpan<char> text) => Of(_text, part.Number).Append(text);

    public override void OnReadableText(MimePart part, ReadOnlySpan<char> text) => Of(_readable, part.Number).Append(text);

    public override void OnArchiveEntry(MimePart part, ArchiveEntry entry) => Entries.Add(entry);

    public override void OnArchiveContent(MimePart part, ArchiveEntry entry, ReadOnlySpan<byte> octets)
        => _unpacked[entry] = _unpacked.GetValueOrDefault(entry) + octets.Length;

    private static T Of<T>(Dictionary<int, T> all, int number)
        where T : new()
    {
        if (!all.TryGetValue(number, out var one))
        {
            all[number] = one = new T();
        }

        return one;
    }

    private string Describe(MimePart part)
    {
        var children = Summary.Parts.Where(child => child.Parent == part).Select(Describe).ToList();
        return children.Count == 0 ? $"{part.MediaType}" : $"{part.MediaType}({string.Join(' ', children)})";
    }
}
