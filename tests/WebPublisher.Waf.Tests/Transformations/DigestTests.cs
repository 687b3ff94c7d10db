namespace WebPublisher.Waf.Tests.Transformations;

public sealed class DigestTests
{
    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    public void Md5_of_a_value(string input, string expected) => Assert.Equal(expected, TransformedText.Of("md5,hexEncode", input));

    [Theory]
    [InlineData("", "da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    public void Sha1_of_a_value(string input, string expected) => Assert.Equal(expected, TransformedText.Of("sha1,hexEncode", input));
}
