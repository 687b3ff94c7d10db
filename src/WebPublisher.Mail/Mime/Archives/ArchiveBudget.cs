namespace WebPublisher.Mail.Mime.Archives;

/// <summary>What may still be unpacked from the archives of one message.</summary>
internal sealed class ArchiveBudget(MimeLimits limits)
{
    public int Entries { get; set; } = limits.MaximumArchiveEntries;

    public long Octets { get; set; } = limits.MaximumUnpacked;
}
