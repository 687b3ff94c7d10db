using System.Diagnostics;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Tests.Mail.Agents;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("*@example.com", "Ann@EXAMPLE.com", true)]
    [InlineData("*@example.com", "ann@example.com.evil.test", false)]
    [InlineData("invoice", "an invoice", false)]
    [InlineData("*invoice*", "an\ninvoice\nfor you", true)]
    [InlineData("a?c", "a\u00e4c", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a[b]+(c)", "a[b]+(c)", true)]
    [InlineData("/inv(oice)?s/", "two INVs", true)]
    [InlineData("/^inv$/", "an inv", false)]
    [InlineData("/", "/", true)]
    [InlineData("//", "anything", true)]
    [InlineData("", "", true)]
    public void Wildcards_mean_the_whole_text_and_expressions_any_part(string pattern, string text, bool matches) => Assert.Equal(matches, Parse(pattern).Matches(text));

    [Theory]
    [InlineData("/a(b/", "Not enough )'s (character 4 of the expression)")]
    [InlineData("/[z-a]/", "[x-y] range in reverse order (character 5 of the expression)")]
    [InlineData("/(a)\\1/", "it has what cannot be matched in linear time")]
    [InlineData("/a(?=b)/", "it has what cannot be matched in linear time")]
    [InlineData("/(?:a{1000}){1000}/", "it has what cannot be matched in linear time")]
    public void What_is_wrong_is_said(string pattern, string problem) => Assert.StartsWith(problem, TextPattern.Parse(pattern, out _), StringComparison.Ordinal);

    [Fact]
    public void A_pattern_is_not_longer_than_its_limit() => Assert.NotNull(TextPattern.Parse(new string('a', TextPattern.MaximumLength + 1), out _));

    [Theory]
    [InlineData("/(a+)+$/")]
    [InlineData("/(a|aa)*b/")]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*b")]
    public void Time_is_linear_whatever_the_pattern(string pattern)
    {
        var hostile = Parse(pattern);
        var text = new string('a', 200_000) + "!";
        var begun = Stopwatch.GetTimestamp();
        Assert.False(hostile.Matches(text));
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
    }

    private static TextPattern Parse(string text) => TextPattern.Parse(text, out var pattern) is { } problem ? throw new ArgumentException(problem) : pattern!;
}
