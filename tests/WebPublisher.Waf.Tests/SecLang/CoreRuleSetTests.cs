using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

/// <summary>The Core Rule Set as Debian's package modsecurity-crs installs it and mod_security2 loads it.</summary>
public sealed class CoreRuleSetTests
{
    private const string Loader = "/usr/share/modsecurity-crs/owasp-crs.load";

    [Fact]
    public void The_rules_that_Debian_installs_are_read_without_an_error_and_none_is_left_out()
    {
        var parsed = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfFiles(Loader)]));
        Assert.Empty(parsed.Errors);
        Assert.True(parsed.Files.Count >= 30, $"{parsed.Files.Count} files");
        Assert.Equal(Lines(parsed, "SecRule"), parsed.Directives.Count(d => d is RuleDirective));
        Assert.Equal(Lines(parsed, "SecMarker"), parsed.Directives.Count(d => d is MarkerDirective));
        Assert.Equal(Lines(parsed, "SecAction"), parsed.Directives.Count(d => d is ActionDirective { IsDefault: false }));
        Assert.Equal(Lines(parsed, "SecDefaultAction"), parsed.Directives.Count(d => d is ActionDirective { IsDefault: true }));
        Assert.True(parsed.Directives.Count(d => d is RuleDirective) > 700);
    }

    [Fact]
    public void A_doubled_backslash_in_a_rule_is_one_in_its_regular_expression()
    {
        // 930100 asks for a slash or a backslash, 920460 for an escape that nothing before it escapes.
        var rules = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfFiles(Loader)])).Directives.OfType<RuleDirective>().ToList();
        Assert.Equal(@"(?:^|[^\\])\\[cdeghijklmpqwxyz123456789]", Of("920460").Operator.Argument);
        Assert.Contains(Of("930110").Targets, t => t is { Variable: "REQUEST_HEADERS", Selector: "Referer", IsExclusion: true });

        RuleDirective Of(string id) => Assert.Single(rules, r => r.Actions.Any(a => a.Name == "id" && a.Argument == id));
    }

    // Counts lines that begin with a word; no line of these files that goes on does.
    private static int Lines(ParsedRuleSet parsed, string word) =>
        parsed.Files.SelectMany(File.ReadLines).Count(l => l.TrimStart().StartsWith(word, StringComparison.Ordinal) && char.IsWhiteSpace(l.TrimStart()[word.Length]));
}
