using WebPublisher.Mail.Mime.Archives;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>What all readers of one walk share: limits, the visitor, the parts and findings so far, and what is left of each budget.</summary>
internal sealed class WalkContext(MimeLimits limits, MimeVisitor visitor, Func<Stream> openArchiveHold)
{
    private const int MaximumDetail = 100;

    private readonly List<MimePart> _parts = [];
    private readonly List<MimeFinding> _findings = [];
    private readonly HashSet<(MimeFindingKind, int)> _told = [];

    public MimeLimits Limits => limits;

    public MimeVisitor Visitor => visitor;

    public Func<Stream> OpenArchiveHold => openArchiveHold;

    /// <summary>Octets of headers that may still be held.</summary>
    public int HeaderBudget { get; set; } = limits.MaximumHeaders;

    public ArchiveBudget ArchiveBudget { get; } = new(limits);

    /// <summary>Begins a part; null when there are as many as may be.</summary>
    public MimePart? NewPart(MimePart? parent, long offset, bool isWithinEncoded)
    {
        if (_parts.Count >= limits.MaximumParts)
        {
            Tell(MimeFindingKind.TooManyParts, parent, offset, "");
            return null;
        }

        var part = new MimePart(_parts.Count, parent, offset) { IsWithinEncoded = isWithinEncoded };
        _parts.Add(part);
        return part;
    }

    /// <summary>Tells a finding, once for each kind and part.</summary>
    public void Tell(MimeFindingKind kind, MimePart? part, long offset, ReadOnlySpan<byte> detail) => Tell(kind, part, offset, Detail.Of(detail, MaximumDetail));

    /// <summary>Tells a finding, once for each kind and part.</summary>
    public void Tell(MimeFindingKind kind, MimePart? part, long offset, string detail)
    {
        var number = part?.Number ?? 0;
        if (_findings.Count >= limits.MaximumFindings || !_told.Add((kind, number)))
        {
            return;
        }

        var finding = new MimeFinding(kind, number, offset, Detail.Of(detail, MaximumDetail));
        _findings.Add(finding);
        visitor.OnFinding(finding);
    }

    public MimeSummary Summarize() => new([.. _parts], [.. _findings]);
}
