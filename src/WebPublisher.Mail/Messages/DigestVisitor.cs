using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Archives;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Messages;

/// <summary>Collects, during the walk, what a digest holds.</summary>
internal sealed class DigestVisitor : MimeVisitor, IDisposable
{
    private readonly IReadOnlyList<PhraseSet> _phrases;
    private readonly CancellationToken _cancellation;
    private readonly PhraseSearch _search;
    private readonly PhraseSearch? _markup;
    private readonly TextKeeper _plainText = new(MessageDigest.MaximumText);
    private readonly TextKeeper _htmlSource = new(MessageDigest.MaximumText);
    private readonly TextKeeper _htmlText = new(MessageDigest.MaximumText);
    private readonly TextKeeper _attachedText = new(MessageDigest.MaximumText);
    private readonly List<HtmlLink> _links = [];
    private readonly ArchiveEntries _entries = new();
    private readonly HashSet<int> _encrypted = [];

    public DigestVisitor(IReadOnlyList<PhraseSet> phrases, CancellationToken cancellation)
    {
        _phrases = phrases;
        _cancellation = cancellation;
        _search = new PhraseSearch(phrases);
        _markup = phrases.Any(set => set.Wants(TextPlaces.Markup)) ? new PhraseSearch([.. phrases.Where(set => set.Wants(TextPlaces.Markup))]) : null;
    }

    public override void OnPart(MimePart part)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (part.Number == 0 || part.Parent?.Kind == MimePartKind.Message)
        {
            foreach (var subject in part.Header.FindAll("Subject"))
            {
                _search.Begin(part.Number == 0 ? TextPlaces.Subject : TextPlaces.Body);
                _search.Write(subject.Text);
            }
        }

        if (part.Kind == MimePartKind.Leaf && part.MediaType.IsText)
        {
            _search.Begin(TextPlaces.Body);
            _markup?.Begin(TextPlaces.Markup);
            KeeperOf(part).BeginLine();
            _htmlSource.BeginLine();
        }
    }

    public override void OnContent(MimePart part, ReadOnlySpan<byte> octets) => _cancellation.ThrowIfCancellationRequested();

    public override void OnText(MimePart part, ReadOnlySpan<char> text)
    {
        if (IsHtml(part))
        {
            _markup?.Write(text);
            if (part.IsShownText)
            {
                _htmlSource.Append(text);
            }
        }
    }

    public override void OnReadableText(MimePart part, ReadOnlySpan<char> text)
    {
        _search.Write(text);
        KeeperOf(part).Append(text);
    }

    public override void OnLink(MimePart part, HtmlLink link)
    {
        if (_links.Count < MessageDigest.MaximumLinks)
        {
            _links.Add(link);
        }
    }

    public override void OnArchiveEntry(MimePart part, ArchiveEntry entry) => _entries.Add(part, entry);

    public override void OnArchiveContent(MimePart part, ArchiveEntry entry, ReadOnlySpan<byte> octets)
    {
        _cancellation.ThrowIfCancellationRequested();
        _entries.Count(octets.Length);
    }

    public override void OnFinding(MimeFinding finding)
    {
        if (finding.Kind == MimeFindingKind.Encrypted)
        {
            _encrypted.Add(finding.Part);
        }
    }

    /// <summary>The digest; the walk is over.</summary>
    public MessageDigest Digest(MimeSummary summary, long size)
    {
        _search.End();
        _markup?.End();
        var header = summary.Parts[0].Header;
        return new MessageDigest
        {
            Size = size,
            Header = header,
            Subject = header.Find("Subject")?.Text ?? "",
            MessageId = header.Find("Message-ID")?.Text ?? "",
            From = Addresses(header, "From"),
            Sender = Addresses(header, "Sender"),
            ReplyTo = Addresses(header, "Reply-To"),
            To = Addresses(header, "To"),
            Cc = Addresses(header, "Cc"),
            Parts = Parts(summary),
            Mime = summary,
            PlainText = _plainText.ToString(),
            HtmlSource = _htmlSource.ToString(),
            HtmlText = _htmlText.ToString(),
            AttachedText = _attachedText.ToString(),
            IsTextCut = _plainText.IsCut || _htmlSource.IsCut || _htmlText.IsCut || _attachedText.IsCut,
            Links = _links,
            Matches = _phrases.Distinct().ToDictionary(set => set, MatchesOf),
        };
    }

    public void Dispose()
    {
        _search.Dispose();
        _markup?.Dispose();
        _plainText.Dispose();
        _htmlSource.Dispose();
        _htmlText.Dispose();
        _attachedText.Dispose();
    }

    private static bool IsHtml(MimePart part) => part.MediaType.Is("text", "html");

    private TextKeeper KeeperOf(MimePart part) => !part.IsShownText ? _attachedText : IsHtml(part) ? _htmlText : _plainText;

    private static List<MessageAddress> Addresses(MimeHeader header, string name)
    {
        var addresses = new List<MessageAddress>();
        foreach (var field in header.FindAll(name))
        {
            addresses.AddRange(AddressListReader.Read(field.Unfolded, MessageDigest.MaximumAddresses - addresses.Count));
        }

        return addresses;
    }

    private List<MessagePart> Parts(MimeSummary summary)
    {
        var entries = _entries.ByPart();
        var parts = new List<MessagePart>(summary.Parts.Count);
        foreach (var part in summary.Parts)
        {
            parts.Add(new MessagePart
            {
                Source = part,
                Depth = part.Depth,
                DeclaredType = part.MediaType,
                ContentType = part.ContentFileType,
                FileNames = part.FileNames,
                Size = part.Kind == MimePartKind.Message ? part.EndOffset - part.BodyOffset : part.ContentLength,
                IsEncrypted = _encrypted.Contains(part.Number),
                Disposition = part.Disposition,
                ContentId = part.Header.Find("Content-ID")?.Text.Trim('<', '>') ?? "",
            });
            parts.AddRange(entries[part.Number]);
        }

        return parts;
    }

    private IReadOnlyList<PhraseMatch> MatchesOf(PhraseSet set)
    {
        var matches = _search.MatchesOf(set);
        if (_markup is null || !set.Wants(TextPlaces.Markup))
        {
            return matches;
        }

        return [.. matches.Concat(_markup.MatchesOf(set)).GroupBy(match => match.Index)
            .Select(same => same.First() with { Places = same.Aggregate(TextPlaces.None, (places, match) => places | match.Places) })
            .OrderBy(match => match.Index)];
    }
}
