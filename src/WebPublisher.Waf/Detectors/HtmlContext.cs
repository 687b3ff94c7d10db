namespace WebPublisher.Waf.Detectors;

/// <summary>Where in a page a value may be put.</summary>
internal enum HtmlContext
{
    /// <summary>Between tags.</summary>
    Data,

    /// <summary>In a tag: among its attributes, or the value of one without quotation marks.</summary>
    Tag,

    /// <summary>In an attribute's value in apostrophes.</summary>
    Apostrophes,

    /// <summary>In an attribute's value in quotation marks.</summary>
    QuotationMarks,

    /// <summary>In an attribute's value in back quotes, which old versions of Internet Explorer take for quotation marks.</summary>
    BackQuotes,
}
