namespace WebPublisher.Waf.Matching;

/// <summary>With which options mod_security2 has PCRE read a pattern.</summary>
public enum PatternFlags
{
    /// <summary>A dot matches line feeds, too, and <c>$</c> only the end: <c>@rx</c>.</summary>
    WholeText,

    /// <summary>A dot matches line feeds, too, and <c>^</c> and <c>$</c> match at each line: <c>@verifyCC</c> and its kin.</summary>
    EachLine,

    /// <summary>As <see cref="WholeText"/>, and case is ignored: selectors such as <c>ARGS:/pattern/</c>.</summary>
    Selector,

    /// <summary>None: messages and tags that <c>SecRuleRemoveByMsg</c> and its kin select by.</summary>
    Plain,
}
