using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Tests.Documents.Scalars;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("0s", 0)]
    [InlineData("5s", 5)]
    [InlineData("30m", 1800)]
    [InlineData("24h", 86400)]
    [InlineData("365d", 31536000)]
    public void A_number_and_a_unit_make_a_duration(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var value));
        Assert.Equal(seconds, value.TotalSeconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("1.5h")]
    [InlineData("5S")]
    [InlineData("1h30m")]
    [InlineData("36501d")]
    [InlineData("99999999999999999999ms")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("5 s", "5s")]
    [InlineData("5S", "5s")]
    [InlineData("30 days", "30d")]
    [InlineData("2 Minutes", "2m")]
    [InlineData("100 msec", "100ms")]
    [InlineData("5", null)]
    [InlineData("s", null)]
    [InlineData("-5s", null)]
    [InlineData("1h30m", null)]
    [InlineData("36501 days", null)]
    [InlineData("", null)]
    public void What_was_meant_is_guessed_where_one_thing_was(string text, string? meant) => Assert.Equal(meant, Duration.Meant(text));

    [Fact]
    public void What_is_written_reads_the_same() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            milliseconds =>
            {
                var value = TimeSpan.FromMilliseconds(milliseconds);
                return Duration.TryParse(Duration.Format(value), out var read) && read == value;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_unit_is_written() =>
        Assert.Equal(["1d", "25h", "90s", "1500ms", "0ms"], new[] { 86400, 90000, 90, 1.5, 0 }.Select(s => Duration.Format(TimeSpan.FromSeconds(s))));
}
