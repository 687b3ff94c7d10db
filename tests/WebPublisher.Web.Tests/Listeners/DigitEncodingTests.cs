using System.Globalization;
using System.Text;
using WebPublisher.Web.Listeners;

namespace WebPublisher.Web.Tests.Listeners;

public sealed class DigitEncodingTests
{
    [Theory]
    [InlineData("5", true)]
    [InlineData("005", true)]
    [InlineData("+5", false)]
    [InlineData("-0", false)]
    [InlineData(" 5", false)]
    [InlineData("5\t", false)]
    [InlineData("5\u00B2", false)]
    public void Only_digits_make_a_number(string value, bool isNumber)
    {
        Span<char> decoded = stackalloc char[20];
        var count = new DigitEncoding().GetChars(Encoding.Latin1.GetBytes(value), decoded);
        Assert.Equal(isNumber, long.TryParse(decoded[..count], NumberStyles.Integer, CultureInfo.InvariantCulture, out _));
    }

    [Fact]
    public void More_than_there_is_room_for_fills_the_room()
    {
        Span<char> decoded = stackalloc char[20];
        Assert.Equal(20, new DigitEncoding().GetChars(Encoding.Latin1.GetBytes(new string('9', 30)), decoded));
    }
}
