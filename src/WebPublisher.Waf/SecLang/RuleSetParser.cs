namespace WebPublisher.Waf.SecLang;

/// <summary>Reads rules as mod_security2 2.9 does within Apache's configuration. It never throws for what stands in a file; every error of every file is collected.</summary>
public static class RuleSetParser
{
    /// <summary>Reads all parts, follows <c>Include</c> and decides <c>&lt;IfModule&gt;</c>.</summary>
    /// <param name="source">The parts, in order.</param>
    public static ParsedRuleSet Parse(RuleSetSource source) => new RuleSetReader().Read(source);
}
