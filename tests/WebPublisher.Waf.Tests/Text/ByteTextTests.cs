using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Text;

public class ByteTextTests
{
    [Fact]
    public void Every_byte_becomes_one_character_and_comes_back()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var arena = new TextArena();

        var text = arena.Add(bytes);

        Assert.Equal(bytes, text.ToBytes());
    }

    [Fact]
    public void Bytes_beyond_ascii_are_neither_letters_nor_digits_nor_white_space()
    {
        using var arena = new TextArena();
        var text = arena.Add([0x85, 0xA0, 0xAA, 0xB2, 0xE4, 0xFF]);

        foreach (var character in text.Span)
        {
            Assert.False(char.IsLetterOrDigit(character) || char.IsWhiteSpace(character) || char.IsControl(character));
        }
    }

    [Fact]
    public void A_constant_is_read_again_as_it_was_written() => Assert.Equal("Grüße", ByteText.FromString("Grüße").ToString());
}
