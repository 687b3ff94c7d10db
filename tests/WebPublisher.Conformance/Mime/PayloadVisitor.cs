using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Archives;
using WebPublisher.Mail.Mime.Files;

namespace WebPublisher.Conformance.Mime;

/// <summary>
/// What an attachment filter and a virus scanner would see: every name, and the content of every leaf and entry, in which it looks for a mark.
/// </summary>
/// <param name="mark">Octets that stand in what is hidden.</param>
internal sealed class PayloadVisitor(byte[] mark) : MimeVisitor
{
    private byte[] _tail = [];
    private object? _of;

    /// <summary>Whether the mark was seen.</summary>
    public bool HasMark { get; private set; }

    /// <summary>The extensions of all names.</summary>
    public HashSet<string> Extensions { get; } = new(StringComparer.Ordinal);

    public override void OnPart(MimePart part) => Extensions.UnionWith(part.FileNames.Select(FileTypes.Extension));

    public override void OnContent(MimePart part, ReadOnlySpan<byte> octets) => Look(part, octets);

    public override void OnArchiveEntry(MimePart part, ArchiveEntry entry) => Extensions.Add(FileTypes.Extension(entry.Name));

    public override void OnArchiveContent(MimePart part, ArchiveEntry entry, ReadOnlySpan<byte> octets) => Look(entry, octets);

    private void Look(object of, ReadOnlySpan<byte> octets)
    {
        byte[] text = ReferenceEquals(of, _of) ? [.. _tail, .. octets] : octets.ToArray();
        HasMark |= text.AsSpan().IndexOf(mark) >= 0;
        _of = of;
        _tail = text[Math.Max(0, text.Length - mark.Length + 1)..];
    }
}
