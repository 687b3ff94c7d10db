namespace WebPublisher.Smtp.Antivirus;

/// <summary>What a scan came to.</summary>
public enum ScanVerdict
{
    /// <summary>Nothing was found.</summary>
    Clean,

    /// <summary>Malware was found.</summary>
    Infected,

    /// <summary>Something is encrypted, or beyond the scanner's limits: it could not be looked into.</summary>
    Unscannable,

    /// <summary>The message is larger than the scanner takes.</summary>
    TooLarge,
}
