using FsCheck;
using FsCheck.Fluent;

namespace WebPublisher.Waf.Tests.Evaluation;

public sealed class RuleEvaluationTests
{
    private static readonly string[] Operators =
    [
        "@rx select.*from", "@rx (?i)<script[^>]*>", "!@rx ^[a-z0-9 ]*$", "@pm union select script", "@contains rom", "!@contains x", "@endsWith e", "@streq select", "@gt 3",
        "@detectSQLi", "@rx ^$",
    ];

    private static readonly string[] Pipelines =
        ["t:none", "t:lowercase", "t:urlDecodeUni", "t:urlDecodeUni,t:lowercase", "t:lowercase,t:removeWhitespace", "t:length", "t:urlDecodeUni,t:htmlEntityDecode,t:lowercase"];

    private static readonly string[] Targets =
        ["ARGS", "ARGS_NAMES", "ARGS:a", "ARGS|!ARGS:a", "ARGS:/^[ab]$/", "REQUEST_URI", "REQUEST_URI|ARGS", "&ARGS:a", "ARGS_GET|ARGS_NAMES|!ARGS_GET:/b/"];

    private static readonly string[] Values =
        ["", "1", "select", "SELECT a FROM b", "sel%2565ct", "%3Cscript%3E", "&lt;ScRiPt&gt;", "x", "union%20select", "a e", "1%27%20or%201=1--", "12345", "from select"];

    /// <summary>
    /// Transformations, views and the prefilter's findings are shared between rules: that one rule has looked at a value must not change what another finds in it.
    /// </summary>
    [Fact]
    public void Rules_find_together_what_each_finds_alone()
    {
        var rule = from target in Gen.Elements(Targets)
                   from op in Gen.Elements(Operators)
                   from pipeline in Gen.Elements(Pipelines)
                   from phase in Gen.Choose(1, 2)
                   from multi in Gen.Elements("", ",multiMatch")
                   select (Target: target, Operator: op, Actions: $"phase:{phase},pass,log,{pipeline}{multi},logdata:'%{{MATCHED_VAR_NAME}}=%{{MATCHED_VAR}}'");
        var argument = from name in Gen.Elements("a", "b", "ab", "A") from value in Gen.Elements(Values) select $"{name}={value}";
        var cases = from rules in rule.ListOf(8) from arguments in argument.ListOf(4) select (Rules: rules, Arguments: arguments);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var texts = one.Rules.Select((r, i) => $"SecRule {r.Target} \"{r.Operator}\" \"id:{i + 1},{r.Actions}\"\n").ToList();
            var request = new TestRequest { Target = "/?" + string.Join('&', one.Arguments) };
            const string On = "SecRuleEngine On\n";

            var together = request.Judge(TestRequest.Compile(On + string.Concat(texts))).Matches.Select(match => (match.Id, match.Data)).Order();
            var alone = texts.SelectMany(text => request.Judge(TestRequest.Compile(On + text)).Matches).Select(match => (match.Id, match.Data)).Order();

            return together.SequenceEqual(alone);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }
}
