using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

/// <summary>Parses rules that stand in a test.</summary>
internal static class RuleText
{
    public static ParsedRuleSet Parse(string text) => RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfText("a.conf", text)]));

    public static IReadOnlyList<Directive> Valid(string text)
    {
        var parsed = Parse(text);
        Assert.Empty(parsed.Errors);
        return parsed.Directives;
    }

    public static RuleDirective Rule(string text) => Assert.IsType<RuleDirective>(Assert.Single(Valid(text)));

    public static string Error(string text) => Assert.Single(Parse(text).Errors).ToString();

    public static IEnumerable<string> Errors(string text) => Parse(text).Errors.Select(e => e.ToString());
}
