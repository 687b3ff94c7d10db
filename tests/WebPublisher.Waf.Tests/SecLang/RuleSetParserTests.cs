using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

/// <summary>Whatever a rule set holds, the answer is directives and errors that name a place, and never an exception; and a rule that is written out is read back.</summary>
public sealed class RuleSetParserTests
{
    private const string Sample = """
        # A sample of everything.
        <IfModule security2_module>
        SecRuleEngine On
        SecDefaultAction "phase:2,log,pass"
        SecRule ARGS|!ARGS:/^a\/b|c/|&TX:x|XML:/* "@rx (?:\"a'|\\b)[^,]+" \
            "id:5,phase:request,t:none,t:urlDecodeUni,deny,status:403,chain,\
            msg:'it\'s, so',logdata:'%{MATCHED_VAR}',setvar:'tx.a=+%{tx.b}'"
            SecRule REQUEST_HEADERS:User-Agent "!@pmFromFile a.data" "t:lowercase,ctl:ruleRemoveTargetById=1-5;ARGS:x"
        SecAction "id:6,nolog,pass,skipAfter:END"
        </IfModule>
        SecMarker "END"
        SecRuleUpdateTargetByTag "attack" "!ARGS:'/a,b/'"
        SecRuleRemoveById 5-6 "7 8"

        """;

    private static readonly string[] s_fragments =
    [
        "SecRule ", "SecAction ", "SecMarker ", "SecDefaultAction ", "SecRuleRemoveById ", "SecRuleUpdateTargetById ", "SecRuleUpdateActionById ", "SecRuleEngine ",
        "Include ", "IncludeOptional ",
        "<IfModule a>", "</IfModule>", "<", ">", "\n", "\\\n", "\\", "\\\\", "\"", "'", ":", ",", "|",
        "/", "&", "!", "@", "=", ";", "-", " ", "\t", "#", "\r", "\0", "\u001b", "é", "\uD83D\uDE00", "\uD800",
        "ARGS", "XML:/*", "TX:a", "TX", "HTTP_", "HTTP_a", "id:1", "phase:", "chain", "t:none", "ctl:ruleRemoveTargetById=", "ctl:",
        "setvar:tx.a=1", "skipAfter:a", "msg:'", "rx ", "eq 0", "1-2", "a", "*", "..",
        "/proc/self/mem", "/dev", "[", "]", "?", "\u2028", "99999999999999999999",
    ];

    [Fact]
    public void Random_text_is_answered() => Check(Gen.Elements(s_fragments).ListOf().Select(string.Concat));

    [Fact]
    public void A_valid_rule_set_with_pieces_cut_out_is_answered() => Check(
        from start in Gen.Choose(0, Sample.Length - 1)
        from length in Gen.Choose(1, 60)
        select Sample.Remove(start, Math.Min(length, Sample.Length - start)));

    [Fact]
    public void A_valid_rule_set_with_pieces_put_in_is_answered() => Check(
        from start in Gen.Choose(0, Sample.Length - 1)
        from piece in Gen.Elements(s_fragments)
        select Sample.Insert(start, piece));

    [Fact]
    public void The_sample_is_valid() => Assert.Equal(8, RuleText.Valid(Sample).Count);

    [Fact]
    public void A_rule_that_is_written_out_is_read_back() =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Rules().ToArbitrary(), rule =>
        {
            var parsed = RuleText.Parse(Written(rule));
            return parsed.Errors.Count == 0 && parsed.Directives is [RuleDirective read] && Same(rule, read);
        }));

    private static void Check(Gen<string> texts) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var parsed = RuleText.Parse(text);
            return parsed.Errors.All(e => e.Position is { File.Length: > 0, Line: > 0, Column: > 0 } && !e.ToString().Any(char.IsControl))
                && parsed.Directives.All(d => d.Position is { Line: > 0, Column: > 0 });
        }));

    private static Gen<RuleDirective> Rules()
    {
        SourcePosition nowhere = new("", 0, 0);
        var texts = Gen.Elements("a", "B", " ", "'", "\"", "\\", "\\d", "/", "|", ",", ":", "=", "%{x}", "é", "#", "(", ")", "\t").NonEmptyListOf().Select(string.Concat);
        var targets =
            from name in Gen.Elements("ARGS", "REQUEST_HEADERS", "FILES", "REQUEST_COOKIES")
            from kind in Gen.Choose(0, 2)
            from selector in texts
            from isPattern in ArbMap.Default.GeneratorFor<bool>()
            let isNamed = !isPattern && selector is ['/', _, .., '/']
            select new RuleTarget(nowhere, name, isNamed ? "x" : selector, isPattern, kind == 1, kind == 2);
        var actions =
            from name in Gen.Elements("msg", "logdata", "tag", "rev", "ver")
            from value in texts
            select new RuleAction(nowhere, name, value);
        return
            from some in targets.NonEmptyListOf()
            from name in Gen.Elements("rx", "pm", "within")
            from argument in texts
            from isNegated in ArbMap.Default.GeneratorFor<bool>()
            from more in actions.ListOf()
            select new RuleDirective(nowhere, [.. some], new OperatorText(nowhere, name, argument.Trim(), isNegated), [new RuleAction(nowhere, "id", "7"), .. more]);
    }

    private static string Written(RuleDirective rule)
    {
        var targets = rule.Targets.Select(t => (t.IsExclusion ? "!" : "") + (t.IsCount ? "&" : "") + t.Variable + ":" + Single(t.IsPattern ? $"/{t.Selector}/" : t.Selector!));
        var actions = rule.Actions.Select(a => a.Name + ":" + Single(a.Argument!));
        var operation = (rule.Operator.IsNegated ? "!" : "") + "@" + rule.Operator.Name + " " + rule.Operator.Argument;
        return $"SecRule {Double(string.Join('|', targets))} {Double(operation)} \\\n    {Double(string.Join(',', actions))}\n";
    }

    private static string Single(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private static string Double(string text) => new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Insert(0, '"').Append('"').ToString();

    private static bool Same(RuleDirective a, RuleDirective b)
    {
        SourcePosition nowhere = new("", 0, 0);
        return a.Operator == b.Operator with { Position = nowhere }
            && a.Targets.SequenceEqual(b.Targets.Select(t => t with { Position = nowhere }))
            && a.Actions.SequenceEqual(b.Actions.Select(x => x with { Position = nowhere }));
    }
}
