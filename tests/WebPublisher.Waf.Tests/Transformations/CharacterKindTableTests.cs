using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CharacterKindTableTests
{
    [Fact]
    public void Every_kind_in_a_text_is_told()
    {
        Assert.Equal(CharacterKinds.None, CharacterKindTable.Of("plain:2=<a>()"));
        Assert.Equal(CharacterKinds.UrlEscape | CharacterKinds.Capital, CharacterKindTable.Of("50%A"));
        Assert.Equal(CharacterKinds.High, CharacterKindTable.Of(ByteText.FromString("ä").Span));
        Assert.Equal(CharacterKinds.High | CharacterKinds.WhiteSpace, CharacterKindTable.Of([ByteText.FromByte(0xA0)]));
    }

    [Theory]
    [MemberData(nameof(TransformationCatalogueTests.Names), MemberType = typeof(TransformationCatalogueTests))]
    public void A_transformation_changes_no_text_without_the_kinds_it_touches(string name)
    {
        var transformation = TransformationCatalogue.Find(name)!;
        var random = new Random(name.Length);
        using var arena = new TextArena();
        for (var round = 0; round < 20_000; round++)
        {
            arena.Reset();
            var bytes = new byte[random.Next(0, 12)];
            random.NextBytes(bytes);
            if (round % 2 == 0)
            {
                random.GetItems("/.\\*-#&;%+ux0aA41 \t\"'"u8, bytes);
            }

            var text = arena.Add(bytes);
            if (transformation.Touches != CharacterKinds.Any && (CharacterKindTable.Of(text.Span) & transformation.Touches) == CharacterKinds.None)
            {
                Assert.True(transformation.Apply(text, arena).IsSamePlace(text), $"{name}: {Convert.ToHexString(bytes)}");
            }
        }
    }
}
