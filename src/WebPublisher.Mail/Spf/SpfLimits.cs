namespace WebPublisher.Mail.Spf;

/// <summary>What one check may cost (RFC 7208 section 4.6.4). A domain that wants more gets a <see cref="SpfResult.PermError"/>.</summary>
public static class SpfLimits
{
    /// <summary>The most terms that look something up: include, a, mx, ptr, exists and redirect, those of included records counted in.</summary>
    public const int MaximumLookups = 10;

    /// <summary>The most look-ups of such terms that may find nothing.</summary>
    public const int MaximumVoidLookups = 2;

    /// <summary>The most hosts of one mx term.</summary>
    public const int MaximumExchanges = 10;

    /// <summary>The most names of a client that are looked at; further ones are passed over, since the domain has no say in how many there are.</summary>
    public const int MaximumClientNames = 10;

    /// <summary>The longest record in characters. Real ones have a few hundred; TCP would let one have 65,000.</summary>
    public const int MaximumRecord = 16 * 1024;

    /// <summary>The longest explanation in characters; what is longer is as good as none.</summary>
    public const int MaximumExplanation = 500;

    /// <summary>The longest text a macro string may expand to on the way, in characters.</summary>
    public const int MaximumExpansion = 4096;
}
