namespace WebPublisher.Waf.Detectors;

/// <summary>What the value of an attribute can do.</summary>
internal enum HtmlAttributeRisk
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It runs as script, or brings in what does.</summary>
    Always,

    /// <summary>It is an address, which runs as script under some schemes.</summary>
    Address,

    /// <summary>It names another attribute.</summary>
    AttributeName,
}
