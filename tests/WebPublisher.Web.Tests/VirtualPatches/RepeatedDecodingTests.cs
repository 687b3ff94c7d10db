using WebPublisher.Web.VirtualPatches;

namespace WebPublisher.Web.Tests.VirtualPatches;

public sealed class RepeatedDecodingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%3Cb%3E", "<b>")]
    [InlineData("%253Cb%25253E", "<b>")]
    [InlineData("%u003cb%uFF1E", "<b>")]
    [InlineData("%C0%BCb%E0%80%BE", "<b>")]
    [InlineData("%F0%80%80%BCb", "<b")]
    [InlineData("%EF%BC%9Cb", "<b")]
    [InlineData("%EF%BC%853Cb", "<b")]
    [InlineData("%25%33%43b", "<b")]
    [InlineData("a+b%2Bc", "a b+c")]
    [InlineData("100%", "100%")]
    [InlineData("100%2", "100%2")]
    [InlineData("%zz%", "%zz%")]
    [InlineData("j%C3%BCrgen", "j\u00C3\u00BCrgen")]
    [InlineData("%C3", "\u00C3")]
    public void Parameters_are_decoded_until_nothing_changes(string text, string decoded) => Assert.Equal(decoded, RepeatedDecoding.Parameter(text));

    [Fact]
    public void A_plus_sign_is_a_space_in_parameters_alone() => Assert.Equal("a+b c", RepeatedDecoding.Text("a+b%20c"));

    [Fact]
    public void Decoding_never_lengthens_and_ends()
    {
        var random = new Random(20261122);
        const string Alphabet = "%25u0EFBCc8a4f+x";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Create(random.Next(40), random, static (span, r) =>
            {
                foreach (ref var character in span)
                {
                    character = Alphabet[r.Next(Alphabet.Length)];
                }
            });

            Assert.True(RepeatedDecoding.Parameter(text).Length <= text.Length);
        }
    }
}
