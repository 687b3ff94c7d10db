using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Messages.Folding;

namespace WebPublisher.Mail.Tests.Messages.Folding;

public sealed class TextFolderTests
{
    // Long enough that much of it is folded in blocks.
    private static readonly Arbitrary<string> s_texts = Gen.Elements(
        "Sixteen Letters!", "a", "Be", " ", " ", "  ", "\r\n", "\t", "{~}", "@[`", "\u007f", "\u0000", "Gr\u00fc\u00dfe", "\ufb03", "\U0001d42c", "\u200b", "\ud83d\ude00", "AZaz09").ListOf()
        .Select(texts => string.Concat(texts)).ToArbitrary();

    [Theory]
    [InlineData("Stock  Tip\r\n\t now ", "stock tip now")]
    [InlineData("\uff33\uff34\uff2f\uff23\uff2b\u3000\uff34\uff29\uff30", "stock tip")]
    [InlineData("v\u200bi\u00ada\u2060g\ufeffr\u0000a\u202e", "viagra")]
    [InlineData("o\ufb03ce Stra\u00dfe \u1e9e", "office strasse ss")]
    [InlineData("\U0001d42c\U0001d428\U0001d429 \u2460\u24d0\U0001f130", "sop 1aa")]
    [InlineData("don\u2019t \u201cgo\u201d 1\u20132", "don't \"go\" 1-2")]
    [InlineData("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03b9\u0301\u03c3\u03c5\u03c6\u03bf\u03c3")]
    [InlineData("\u041f\u0420\u0418 \u0401", "\u043f\u0440\u0438 \u0435\u0308")]
    [InlineData("M\u00dcLLER mu\u0308ller", "mu\u0308ller mu\u0308ller")]
    [InlineData("\u65e5\u672c \ud55c \ufdfa", "\u65e5\u672c \ud55c \u0635\u0644\u0649 \u0627\u0644\u0644\u0647 \u0639\u0644\u064a\u0647 \u0648\u0633\u0644\u0645")]
    public void What_looks_alike_folds_alike(string text, string folded) => Assert.Equal(folded, TextFolder.FoldAll(text, ignoresDiacritics: false));

    [Theory]
    [InlineData("M\u00fcller mu\u0308ller \u1ec6", "muller muller e")]
    [InlineData("s\u00f8k \u0141\u00f3d\u017a", "sok lodz")]
    [InlineData("\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd")]
    public void Diacritics_are_left_away_on_request(string text, string folded) => Assert.Equal(folded, TextFolder.FoldAll(text, ignoresDiacritics: true));

    [Fact]
    public void Half_a_pair_is_damage() => Assert.Equal("x\ufffdy \ud83d\ude00", TextFolder.FoldAll("x\ude00y\ud83d \ud83d\ude00", ignoresDiacritics: false));

    [Fact]
    public void Folding_what_is_folded_changes_nothing()
    {
        for (var code = 0; code <= 0x1ffff; code++)
        {
            if (!Rune.IsValid(code))
            {
                continue;
            }

            foreach (var ignores in new[] { false, true })
            {
                var once = TextFolder.FoldAll($"x{char.ConvertFromUtf32(code)}x", ignores);
                Assert.True(once == TextFolder.FoldAll(once, ignores), $"U+{code:X4}");
            }
        }
    }

    [Fact]
    public void Pieces_change_nothing()
        => Prop.ForAll(s_texts, text => Assert.Equal(TextFolder.FoldAll(text, ignoresDiacritics: false), OneByOne(text).TrimEnd(' '))).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static string OneByOne(string text)
    {
        var folder = new TextFolder(ignoresDiacritics: false);
        folder.Reset();
        var result = new StringBuilder();
        var room = new char[FoldingTable.Longest];
        foreach (var character in text)
        {
            var count = folder.Fold([character], room, out var read);
            Assert.Equal(1, read);
            result.Append(room, 0, count);
        }

        return result.ToString();
    }
}
