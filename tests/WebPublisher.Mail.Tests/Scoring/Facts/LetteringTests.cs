using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class LetteringTests
{
    [Theory]
    [InlineData("P\u0430ypal and \u041c\u043e\u0441\u043a\u0432\u0430", 1)]
    [InlineData("\u0430mazon \u03b1bc", 2)]
    [InlineData("plain", 0)]
    public void Words_of_two_scripts_are_counted(string text, int count) => Assert.Equal(count, Lettering.MixedWords(text));

    [Theory]
    [InlineData("kx83j2zq9", true)]
    [InlineData("qzvtrwpk", true)]
    [InlineData("modehaus-lindner", false)]
    [InlineData("rechtsschutzversicherung", false)]
    [InlineData("geschichtsschreibung", false)]
    [InlineData("microsoft365", false)]
    [InlineData("abc", false)]
    public void Names_made_by_machines_are_told(string name, bool isMachineMade) => Assert.Equal(isMachineMade, Lettering.IsMachineMade(name));

    [Theory]
    [InlineData("HELLO THERE WORLD", 100)]
    [InlineData("Hello there world", 6)]
    [InlineData("OK", 0)]
    public void Capitals_are_counted_of_enough_letters(string text, int share) => Assert.Equal(share, Lettering.CapitalShare(text));

    [Fact]
    public void Pictures_and_mathematical_letters_are_counted()
    {
        Assert.Equal(2, Lettering.Pictures("\u26a0 win \U0001F381"));
        Assert.Equal(3, Lettering.MathematicalLetters("\U0001D5A7\U0001D5C8\U0001D5C5 x"));
    }
}
