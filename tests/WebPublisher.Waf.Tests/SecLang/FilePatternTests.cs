using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.SecLang;

public sealed class FilePatternTests
{
    [Theory]
    [InlineData("*", "a.conf", true)]
    [InlineData("*", ".a.conf", false)]
    [InlineData(".*", ".a.conf", true)]
    [InlineData("*.conf", "a.conf", true)]
    [InlineData("*.conf", "a.conf.bak", false)]
    [InlineData("R*-9??-*.conf", "REQUEST-901-INIT.conf", true)]
    [InlineData("R*-9??-*.conf", "REQUEST-91-INIT.conf", false)]
    [InlineData("[ab]*", "b1", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[]a]x", "]x", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("", "", true)]
    public void Names_match(string pattern, string name, bool expected) => Assert.Equal(expected, FilePattern.Matches(pattern, name));

    [Fact]
    public void Many_stars_take_no_longer_than_both_lengths_multiplied() =>
        Assert.False(FilePattern.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 2_000)));
}
