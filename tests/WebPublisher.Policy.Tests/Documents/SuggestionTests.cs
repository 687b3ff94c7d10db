using WebPublisher.Policy.Documents;

namespace WebPublisher.Policy.Tests.Documents;

public sealed class SuggestionTests
{
    private static readonly string[] Keys = ["name", "listeners", "destinations", "requestHeaders"];

    [Theory]
    [InlineData("nmae", "name")]
    [InlineData("listner", "listeners")]
    [InlineData("destination", "destinations")]
    [InlineData("request-headers", "requestHeaders")]
    [InlineData("REQUEST_HEADERS", "requestHeaders")]
    public void A_slip_of_the_pen_is_recognised(string word, string meant) => Assert.Equal(meant, Suggestion.Closest(word, Keys));

    [Theory]
    [InlineData("colour")]
    [InlineData("to")]
    [InlineData("")]
    public void A_different_word_is_not(string word) => Assert.Null(Suggestion.Closest(word, Keys));

    [Fact]
    public void When_nothing_is_close_the_choice_is_listed() =>
        Assert.Equal("; allowed here: name, listeners, destinations, requestHeaders", Suggestion.For("colour", Keys, "allowed here"));

    [Fact]
    public void A_long_choice_is_cut() =>
        Assert.EndsWith("n18, n19, ...", Suggestion.For("colour", [.. Enumerable.Range(0, 30).Select(i => $"n{i}")], "declared are"), StringComparison.Ordinal);

    [Fact]
    public void A_word_of_a_megabyte_costs_nothing() => Assert.Null(Suggestion.Closest(new string('a', 1_000_000), [new string('a', 999_999)]));
}
