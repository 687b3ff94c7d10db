using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>Counts what one check costs, over all records it reads (RFC 7208 section 4.6.4).</summary>
internal sealed class SpfBudget
{
    private int _lookups;
    private int _voids;

    /// <summary>Takes a term that looks something up; false when it is one too many.</summary>
    public bool TakeLookup() => ++_lookups <= SpfLimits.MaximumLookups;

    /// <summary>Takes what a term's look-up has come to; false when it is the third that found nothing.</summary>
    public bool TakeAnswer(DnsAnswer answer) => !answer.IsVoid || ++_voids <= SpfLimits.MaximumVoidLookups;
}
