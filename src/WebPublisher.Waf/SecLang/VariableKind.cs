namespace WebPublisher.Waf.SecLang;

/// <summary>What may be written of a variable.</summary>
internal enum VariableKind
{
    /// <summary>One value: no selector, no count.</summary>
    Single,

    /// <summary>A count may be taken, a member cannot be chosen.</summary>
    Countable,

    /// <summary>Members have names; a selector chooses some.</summary>
    Collection,

    /// <summary>Members have names, and a selector must be written.</summary>
    SelectedOnly,

    /// <summary>The selector is an XPath expression.</summary>
    Document,

    /// <summary>The selector is a name and must be written; it is never a regular expression.</summary>
    Named,
}
