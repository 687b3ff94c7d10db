using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Mime.Text;

public sealed class TextBodyTests
{
    [Theory]
    [InlineData("iso-8859-15", "a4", "\u20ac")]
    [InlineData("windows-1251", "cf f0 e8", "\u041f\u0440\u0438")]
    [InlineData("koi8-r", "f0 d2 c9", "\u041f\u0440\u0438")]
    [InlineData("shift_jis", "93 fa 96 7b", "\u65e5\u672c")]
    [InlineData("ISO-2022-JP", "1b 24 42 46 7c 4b 5c 1b 28 42", "\u65e5\u672c")]
    [InlineData("gb18030", "c4 e3", "\u4f60")]
    [InlineData("big5", "a4 a4", "\u4e2d")]
    [InlineData("euc-kr", "c7 d1", "\ud55c")]
    [InlineData("cp-850", "84", "\u00e4")]
    [InlineData("utf-16le", "41 00 ac 20", "A\u20ac")]
    [InlineData("us-ascii", "c3 bc", "\u00fc")]
    [InlineData("utf-8", "fc 20 c3 bc", "\u00fc \u00fc")]
    [InlineData("\"utf8\"", "c3 bc", "\u00fc")]
    public void A_character_set_is_undone(string charset, string hex, string text)
    {
        var octets = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var message = (byte[])[.. Segments.Octets($"Content-Type: text/plain; charset={charset}\r\n\r\n"), .. octets];

        Assert.Equal(text, Walked.Over(message).Text(0));
        Assert.Equal(text, Walked.Over(message, limits: null, Segments.Everywhere(message)).Text(0));
        Assert.Empty(Walked.Over(message).Summary.Findings);
    }

    [Fact]
    public void An_unknown_character_set_is_told_and_guessed()
    {
        var walked = Walked.Over((byte[])[.. "Content-Type: text/plain; charset=klingon\r\n\r\n"u8, 0xC3, 0xBC, 0xFC]);

        Assert.Equal("\u00fc\u00fc", walked.Text(0));
        Assert.Equal([MimeFindingKind.CharsetUnknown], walked.Kinds);
        Assert.False(walked.Summary.IsAmbiguous);
    }
}
