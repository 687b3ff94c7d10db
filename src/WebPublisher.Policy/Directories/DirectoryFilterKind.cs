namespace WebPublisher.Policy.Directories;

/// <summary>What a <see cref="DirectoryFilter"/> asks of an entry (RFC 4511 section 4.5.1.7).</summary>
public enum DirectoryFilterKind
{
    /// <summary>All of its parts hold.</summary>
    And,

    /// <summary>One of its parts holds.</summary>
    Or,

    /// <summary>Its part does not hold.</summary>
    Not,

    /// <summary>The attribute has the value.</summary>
    Equal,

    /// <summary>The attribute has a value made of the given pieces, with anything between them.</summary>
    Substrings,

    /// <summary>The attribute has a value that is not below the given one.</summary>
    GreaterOrEqual,

    /// <summary>The attribute has a value that is not above the given one.</summary>
    LessOrEqual,

    /// <summary>The attribute has any value.</summary>
    Present,

    /// <summary>The attribute has a value that resembles the given one.</summary>
    Approximate,

    /// <summary>The attribute fits the value by a matching rule, which the filter names.</summary>
    Extensible,
}
