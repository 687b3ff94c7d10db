using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Parameters;

public sealed class XtextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a+2Bb+3Dc+20d", "a+b=c d")]
    [InlineData("+41", "A")]
    public void Xtext_is_decoded(string encoded, string text)
    {
        Assert.True(Xtext.TryDecode(Segments.Octets(encoded), out var decoded));
        Assert.Equal(text, decoded);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a=b")]
    [InlineData("+")]
    [InlineData("+4")]
    [InlineData("+4g")]
    [InlineData("+2b")]
    [InlineData("+0D")]
    [InlineData("+7F")]
    [InlineData("+C3")]
    [InlineData("\u00e9")]
    public void What_is_no_xtext_is_refused(string encoded) => Assert.False(Xtext.TryDecode(Segments.Octets(encoded), out _));

    [Fact]
    public void Encoded_text_decodes_to_the_same_text()
        => Prop.ForAll(Gen.Choose(' ', '~').Select(code => (char)code).ListOf().Select(string.Concat).ToArbitrary(), text =>
        {
            var output = new ArrayBufferWriter<byte>();
            Xtext.Write(output, text);
            Assert.True(Xtext.TryDecode(output.WrittenSpan, out var decoded), Encoding.ASCII.GetString(output.WrittenSpan));
            Assert.Equal(text, decoded);
        }).QuickCheckThrowOnFailure();
}
