using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Tests.Mail.Screening;

public sealed class FileNamePatternTests
{
    [Theory]
    [InlineData("*.exe", "Setup.EXE", true)]
    [InlineData("*.exe", "setup.exe.txt", false)]
    [InlineData("invoice*.htm*", "invoice-7.HTML", true)]
    [InlineData("invoice*.htm*", "my invoice.htm", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*a*b", "aab", true)]
    [InlineData("plan", "plan", true)]
    [InlineData("plan", "plans", false)]
    [InlineData("plan*", "plan", true)]
    public void A_name_fits_or_not(string pattern, string name, bool fits) => Assert.Equal(fits, new FileNamePattern(pattern).Matches(name));

    [Fact]
    public void Many_stars_cost_no_more_than_both_lengths_multiplied()
    {
        var pattern = new FileNamePattern(string.Concat(Enumerable.Repeat("*a", 127)) + "b");

        Assert.False(pattern.Matches(new string('a', 1024)));
    }
}
