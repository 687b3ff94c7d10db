using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Tests.Transformations;

public sealed class UnicodeMapTests
{
    private const string File = """
        1250 (one page)
        00e1:61 0101:41

        20127 (another page)
        0101:61 0102:61 2018:27
        ff1c:3c zzzz:41 0103:

        20932 (a third)
        0101:7a 0203:7b
        """;

    [Theory]
    [InlineData(0x0101, 'a')]
    [InlineData(0x2018, '\'')]
    [InlineData(0xff1c, '<')]
    [InlineData(0x3002, '.')]
    [InlineData(0xff0e, '.')]
    public void Pairs_of_the_code_page_are_read(int character, char expected) =>
        Assert.Equal((byte)expected, UnicodeMap.Parse(File, 20127)!.Find((ushort)character));

    [Theory]
    [InlineData(0x00e1)]
    [InlineData(0x0203)]
    [InlineData(0x0103)]
    public void Pairs_of_other_pages_and_broken_pairs_are_not(int character) => Assert.Null(UnicodeMap.Parse(File, 20127)!.Find((ushort)character));

    [Fact]
    public void A_code_page_that_is_not_there_gives_no_map() => Assert.Null(UnicodeMap.Parse(File, 437));

    [Fact]
    public void Decoding_takes_the_map_first_and_the_low_byte_without_one()
    {
        var map = UnicodeMap.Parse(File, 20127);
        using var arena = new TextArena();
        var input = ByteText.FromString("%u0101%u0141%uff1c%uff27");
        Assert.Equal("aA<G", TransformationCatalogue.Find("urlDecodeUni", map)!.Apply(input, arena).ToString());
        Assert.Same(TransformationCatalogue.Find("urlDecodeUni", map), TransformationCatalogue.Find("urldecodeuni", map));
        Assert.Equal("\u0001A<G", TransformationCatalogue.Find("urlDecodeUni")!.Apply(input, arena).ToString());
    }
}
