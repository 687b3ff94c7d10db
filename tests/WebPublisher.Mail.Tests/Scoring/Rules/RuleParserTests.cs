using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Tests.Scoring.Rules;

public sealed class RuleParserTests
{
    [Theory]
    [InlineData("scores A 1 when text.length", "r:1:1: 'scores' begins no statement; score, standing, list or brand do")]
    [InlineData("\n# comment\nscore A 1 when text.lenght", "r:3:16: there is no fact 'text.lenght'")]
    [InlineData("score A much when text.length", "r:1:9: 'much' is no number")]
    [InlineData("score A 21 when text.length", "r:1:9: a weight is between -20 and 20")]
    [InlineData("score a 1 when text.length", "r:1:7: 'a' is no name: capitals, digits and underscores are")]
    [InlineData("score A 1 when text has words", "r:1:25: there is no list 'words' above")]
    [InlineData("score A 1 when text.length\nscore A 1 when text.length", "r:2:7: there is a rule 'A' already")]
    [InlineData("score A 1 when text.length >=", "r:1:30: a number is missing")]
    [InlineData("score A 1 when text.length or text.length", "r:1:28: 'or' is too much")]
    [InlineData("list a = one |\n  two three", "r:2:7: 'three' is too much")]
    [InlineData("list a = \"!\"", "r:1:10: '!' holds no word")]
    [InlineData("list a = bb\nlist a = cc", "r:2:6: there is a list 'a' already")]
    [InlineData("brand a b", "r:1:9: 'b' stands where '=' was expected")]
    [InlineData("list a = bb\nscore A 1 when not text has a", "r:2:25: 'not' stands before facts only")]
    public void An_error_tells_its_place(string text, string error) => Assert.Equal([error], Errors(text));

    [Fact]
    public void All_errors_of_all_files_are_told()
    {
        var parser = new RuleParser();
        parser.Read("a", "score A\nscore B 1 when x");
        parser.Read("b", "rule");
        Assert.Null(parser.Complete(out var errors));
        Assert.Equal(["a:1:8: a number is missing", "a:2:16: there is no fact 'x'", "b:1:1: 'rule' begins no statement; score, standing, list or brand do"], errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("score A 2 when text has 2 of words", 2)]
    [InlineData("score A 2 when text has 3 of words", 0)]
    [InlineData("score A 2 when subject has words", 0)]
    [InlineData("score A 2 when text.length >= 5 and not text.length >= 500", 2)]
    [InlineData("score A 2 when text.length < 5", 0)]
    [InlineData("score A 2 when not text.length < 5", 2)]
    [InlineData("score A 2\n  when text.length # why\n  and links.count < 1", 2)]
    [InlineData("standing A 2 when text.length", 0)]
    public void A_rule_holds_when_all_its_conditions_do(string rule, double score)
    {
        var parser = new RuleParser();
        parser.Read("r", "list words = \"free gift\" | lottery | casino\n" + rule);
        var rules = parser.Complete(out var errors);
        Assert.Empty(errors);
        Assert.Equal(score, rules!.Judge(Mails.Read("Subject: hello\n\nA Free  gift from the Lottery, a lottery.\n")).Score);
    }

    [Fact]
    public void Any_text_is_rules_or_has_errors() => Prop.ForAll<string>(text =>
    {
        var parser = new RuleParser();
        parser.Read("r", text ?? "");
        return parser.Complete(out var errors) is null == (errors.Count > 0);
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Errors(string text)
    {
        var parser = new RuleParser();
        parser.Read("r", text);
        Assert.Null(parser.Complete(out var errors));
        return errors.Select(error => error.ToString());
    }
}
