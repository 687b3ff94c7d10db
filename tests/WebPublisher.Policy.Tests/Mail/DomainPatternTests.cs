using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Tests.Mail;

public sealed class DomainPatternTests
{
    private static readonly Gen<string> Names = Gen.Elements("a", "b", "aa").NonEmptyListOf().Select(labels => string.Join('.', labels.Take(4)));

    private static readonly Gen<DomainPattern> Patterns = Gen.OneOf(Names, Names.Select(n => $"*.{n}"), Gen.Constant("*")).Select(t => new DomainPattern(t));

    [Theory]
    [InlineData("example.com", "Example.COM", true)]
    [InlineData("example.com", "a.example.com", false)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", "badexample.com", false)]
    [InlineData("*", "anything.example", true)]
    public void A_pattern_means_a_domain_or_those_below_one_or_all(string pattern, string domain, bool expected) =>
        Assert.Equal(expected, new DomainPattern(pattern).Matches(domain));

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("*", "*.a", true)]
    [InlineData("*.a", "*", false)]
    [InlineData("*.a", "*.a", true)]
    [InlineData("*.a", "*.b.a", true)]
    [InlineData("*.a", "*.ba", false)]
    [InlineData("*.b.a", "*.a", false)]
    [InlineData("*.a", "a", false)]
    [InlineData("a", "*.a", false)]
    [InlineData("b.a", "b.a", true)]
    public void A_pattern_covers_what_it_means_whole(string wide, string narrow, bool expected) =>
        Assert.Equal(expected, new DomainPattern(wide).Covers(new DomainPattern(narrow)));

    [Fact]
    public void Whatever_a_covered_pattern_matches_is_matched() => Prop.ForAll(
        (from wide in Patterns from narrow in Patterns from name in Names select (wide, narrow, name)).ToArbitrary(),
        x => !x.wide.Covers(x.narrow) || !x.narrow.Matches(x.name) || x.wide.Matches(x.name)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_two_patterns_that_match_the_covered_one_is_more_specific() => Prop.ForAll(
        (from wide in Patterns from narrow in Patterns select (wide, narrow)).ToArbitrary(),
        x => !x.wide.Covers(x.narrow) || x.wide == x.narrow || x.narrow.Specificity > x.wide.Specificity).QuickCheckThrowOnFailure();
}
