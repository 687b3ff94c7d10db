using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Tests.Mime.Decoding;

public sealed class Base64DecoderTests
{
    [Theory]
    [InlineData("SGVs\nbG8=\n", "Hello")]
    [InlineData("  SGVs bG8=  \n\n", "Hello")]
    [InlineData("SGVsbG8hIQ==", "Hello!!")]
    [InlineData("", "")]
    public void Plain_base64_decodes_without_a_word(string encoded, string decoded)
    {
        var walked = Decoded(encoded);
        Assert.Equal((decoded, 0), (walked.ContentText(0), walked.Summary.Findings.Count));
    }

    [Theory]
    [InlineData("S.G.V.s.bG8=", "Hello", MimeFindingKind.Base64ForeignCharacter)]
    [InlineData("SGVs-bG8=", "Hello", MimeFindingKind.Base64ForeignCharacter)]
    [InlineData("SGU=\nbGxv", "Hello", MimeFindingKind.Base64Padding)]
    [InlineData("=SGVsbG8=", "Hello", MimeFindingKind.Base64Padding)]
    [InlineData("SGVsbG8==", "Hello", MimeFindingKind.Base64Padding)]
    [InlineData("SGVsb\nG8=", "Hello", MimeFindingKind.Base64Line)]
    [InlineData("SGVsbG8", "Hello", MimeFindingKind.Base64Incomplete)]
    [InlineData("SGVsbG8h\nQ", "Hello!", MimeFindingKind.Base64Incomplete)]
    public void What_readers_take_differently_is_told(string encoded, string decoded, MimeFindingKind kind)
    {
        var walked = Decoded(encoded);
        Assert.Equal(decoded, walked.ContentText(0));
        Assert.Contains(kind, walked.Kinds);
    }

    [Fact]
    public void Whatever_is_encoded_comes_back()
        => Prop.ForAll<byte[]>(content =>
        {
            var walked = Decoded(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks));
            Assert.Equal(content, walked.Content(0));
            Assert.Empty(walked.Summary.Findings);
        }).QuickCheckThrowOnFailure();

    private static Walked Decoded(string body) => Walked.Over("Content-Type: application/x-test\nContent-Transfer-Encoding: base64\n\n" + body);
}
