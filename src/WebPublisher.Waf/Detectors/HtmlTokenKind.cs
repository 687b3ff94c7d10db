namespace WebPublisher.Waf.Detectors;

/// <summary>What a stretch of HTML is.</summary>
internal enum HtmlTokenKind
{
    /// <summary>Text, the end of a tag and whatever else runs no script.</summary>
    Other,

    /// <summary>The name of an opening tag.</summary>
    TagName,

    /// <summary>The name of an attribute.</summary>
    AttributeName,

    /// <summary>The value of an attribute.</summary>
    AttributeValue,

    /// <summary>A comment, well formed or not.</summary>
    Comment,

    /// <summary>A document type.</summary>
    DocumentType,
}
