using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Archives;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Messages;

/// <summary>Keeps the entries of archives as the walk tells them.</summary>
internal sealed class ArchiveEntries
{
    // Ten thousand entries are permitted: names are kept as long as file systems take them.
    private static readonly MimeLimits s_names = new() { MaximumFileName = 255, MaximumFileNames = 4 };

    private readonly List<(MimePart Part, ArchiveEntry Entry)> _entries = [];
    private readonly List<long> _unpacked = [];

    public void Add(MimePart part, ArchiveEntry entry)
    {
        _entries.Add((part, entry));
        _unpacked.Add(0);
    }

    /// <summary>Counts content: it is always that of the entry that was told last.</summary>
    public void Count(int octets) => _unpacked[^1] += octets;

    /// <summary>The entries by the part that holds them.</summary>
    public ILookup<int, MessagePart> ByPart()
        => _entries.Select((told, index) => (told.Part, told.Entry, Unpacked: _unpacked[index])).ToLookup(told => told.Part.Number, told => new MessagePart
        {
            Source = told.Part,
            Depth = told.Part.Depth + told.Entry.Depth,
            DeclaredType = MediaType.OctetStream,
            ContentType = told.Entry.FileType,
            FileNames = NamesOf(told.Entry),
            Size = Math.Max(told.Unpacked, told.Unpacked == 0 ? told.Entry.Size : 0),
            IsArchiveEntry = true,
            IsEncrypted = told.Entry.IsEncrypted,
        });

    private static List<string> NamesOf(ArchiveEntry entry)
    {
        var names = new List<string>();
        foreach (var name in new[] { entry.Name, entry.OtherName })
        {
            _ = name.Length == 0 || FileNameForms.Add(names, name, s_names);
        }

        return names;
    }
}
