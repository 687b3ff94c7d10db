using System.Text;
using WebPublisher.Policy.Directories;

namespace WebPublisher.Policy.Tests.Directories;

public sealed class DirectoryFilterParserTests
{
    [Theory]
    [InlineData("(mail={0})", "Equal mail [<a>]")]
    [InlineData("( & (mail={0}) (!(x=1)) )", null)]
    [InlineData("(& (mail={0}) (!(x=1)) )", "And(Equal mail [<a>] Not(Equal x [1]))")]
    [InlineData("(|(a=smtp:{0})(b=*))", "Or(Equal a [smtp:<a>] Present b)")]
    [InlineData("(a=x*y*{0}*)", "Substrings a [x y <a> ]")]
    [InlineData("(a=*{0})", "Substrings a [ <a>]")]
    [InlineData("(a={0}-{0})", "Equal a [<a>-<a>]")]
    [InlineData("(a=\\2a\\28\\7b0})", "Equal a [*({0}]")]
    [InlineData("(a=\u00e4\ud83d\ude00)", "Equal a [\u00e4\ud83d\ude00]")]
    [InlineData("(a>={0})", "GreaterOrEqual a [<a>]")]
    [InlineData("(a<=5)", "LessOrEqual a [5]")]
    [InlineData("(a~=x)", "Approximate a [x]")]
    [InlineData("(userAccountControl:1.2.840.113556.1.4.803:=2)", "Extensible userAccountControl/1.2.840.113556.1.4.803 [2]")]
    [InlineData("(ou:dn:=people)", "Extensible ou/ dn [people]")]
    [InlineData("(:dn:2.5.13.2:=x)", "Extensible /2.5.13.2 dn [x]")]
    [InlineData("(cn;lang-de=x)", "Equal cn;lang-de [x]")]
    [InlineData("(a=)", "Equal a []")]
    public void Filters_are_read(string text, string? meaning)
    {
        var problem = DirectoryFilterParser.Parse(text, out var filter);
        Assert.Equal(meaning, filter is null ? null : Show(filter));
        Assert.Equal(meaning is null, problem is not null);
    }

    [Theory]
    [InlineData("mail={0}", "expected '(' (character 1 of the filter)")]
    [InlineData("(mail={0}", "expected ')' (character 10 of the filter)")]
    [InlineData("(mail={0}))", "the filter ends here and something follows (character 11 of the filter)")]
    [InlineData("(&)", "expected '(' and a filter (character 3 of the filter)")]
    [InlineData("(!(a=1)(b=2))", "'!' stands before one filter (character 13 of the filter)")]
    [InlineData("(mail)", "expected an attribute, '=' and a value (character 2 of the filter)")]
    [InlineData("(=x)", "'' is not the name of an attribute (character 2 of the filter)")]
    [InlineData("(a b=x)", "'a b' is not the name of an attribute (character 2 of the filter)")]
    [InlineData("(a=\\2)", "a backslash stands before two hexadecimal digits, as in \\2a (character 4 of the filter)")]
    [InlineData("(a=b**c)", "two '*' stand side by side (character 8 of the filter)")]
    [InlineData("(a>=b*)", "'*' stands for anything behind '=' alone; write \\2a for the character itself (character 7 of the filter)")]
    [InlineData("(a=b(c))", "expected ')' (character 5 of the filter)")]
    [InlineData("", "expected '(' (character 1 of the filter)")]
    public void What_is_wrong_is_said_with_its_place(string text, string problem)
    {
        Assert.Equal(problem, DirectoryFilterParser.Parse(text, out var filter));
        Assert.Null(filter);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        string Deep(int depth) => $"{string.Concat(Enumerable.Repeat("(!", depth))}(a=1){new string(')', depth)}";
        Assert.Null(DirectoryFilterParser.Parse(Deep(DirectoryFilter.MaximumDepth), out _));
        Assert.NotNull(DirectoryFilterParser.Parse(Deep(DirectoryFilter.MaximumDepth + 1), out _));
        Assert.NotNull(DirectoryFilterParser.Parse(Deep(100_000), out _));
    }

    private static string Show(DirectoryFilter filter) => filter.Kind switch
    {
        DirectoryFilterKind.And or DirectoryFilterKind.Or or DirectoryFilterKind.Not => $"{filter.Kind}({string.Join(' ', filter.Parts.Select(Show))})",
        DirectoryFilterKind.Present => $"Present {filter.Attribute}",
        DirectoryFilterKind.Extensible => $"Extensible {filter.Attribute}/{filter.MatchingRule}{(filter.WithEntryName ? " dn" : "")} [{Values(filter)}]",
        _ => $"{filter.Kind} {filter.Attribute} [{Values(filter)}]",
    };

    private static string Values(DirectoryFilter filter) => string.Join(' ', filter.Values.Select(value => Encoding.UTF8.GetString(value.Fill("<a>"u8))));
}
