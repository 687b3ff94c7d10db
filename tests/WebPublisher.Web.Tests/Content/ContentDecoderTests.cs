using System.Buffers;
using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WebPublisher.Web.Tests.Content;

public sealed class ContentDecoderTests
{
    private static readonly Arbitrary<(byte[] Text, int Seed)> s_texts =
        (from words in Gen.Elements("inbox", "message", " ", "\r\n", "<td>", "</td>", "0123456789", "\0\0\0\0\0\0\0\0").ArrayOf()
         from repeats in Gen.Choose(1, 60)
         from noise in Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf()
         from seed in Gen.Choose(0, int.MaxValue)
         select ((byte[])[.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(words), repeats))), .. noise], seed)).ToArbitrary();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("bare")]
    [InlineData("br")]
    public void What_was_coded_is_decoded_however_it_is_divided(string coding) => Prop.ForAll(s_texts, input =>
    {
        var random = new Random(input.Seed);
        var coded = Coded.By(coding, input.Text, (CompressionLevel)random.Next(4));

        return input.Text.AsSpan().SequenceEqual(Coded.Decode(coding, coded, () => random.Next(1, 40), () => random.Next(1, 40)).Text);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void What_broke_off_is_not_done(string coding)
    {
        var coded = Coded.By(coding, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 300))));
        for (var length = 0; length < coded.Length; length++)
        {
            Assert.NotEqual(OperationStatus.Done, Coded.Decode(coding, coded[..length], () => 7, () => 100).Status);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("bare")]
    [InlineData("br")]
    public void No_damage_is_more_than_an_answer(string coding) => Prop.ForAll(s_texts, input =>
    {
        var random = new Random(input.Seed);
        var coded = Coded.By(coding, input.Text);
        for (var i = random.Next(1, 4); i > 0 && coded.Length > 0; i--)
        {
            coded[random.Next(coded.Length)] ^= (byte)(1 << random.Next(8));
        }

        return Coded.Decode(coding, coded, () => 50, () => 50).Status is OperationStatus.Done or OperationStatus.NeedMoreData or OperationStatus.InvalidData;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_checksum_is_verified(string coding)
    {
        var coded = Coded.By(coding, "a page"u8.ToArray());
        coded[coding == "gzip" ? ^8 : ^1] ^= 1;

        Assert.Equal(OperationStatus.InvalidData, Coded.Decode(coding, coded, () => 1, () => 100).Status);
    }

    [Fact]
    public void Gzip_has_several_members_and_optional_fields()
    {
        var plain = Coded.By("gzip", "two"u8.ToArray());
        byte[] named = [0x1F, 0x8B, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, (byte)'n', 0, (byte)'c', 0, 9, 9, .. Coded.By("gzip", "one "u8.ToArray())[10..]];

        Assert.Equal("one two", Encoding.ASCII.GetString(Coded.Decode("gzip", [.. named, .. plain, 0, 0], () => 1, () => 2).Text));
    }

    [Theory]
    [InlineData("1F8B0900000000000003")]
    [InlineData("1F8B08E0000000000003")]
    [InlineData("1F8C0800000000000003")]
    public void What_is_not_gzip_is_invalid(string bytes) => Assert.Equal(OperationStatus.InvalidData, Coded.Decode("gzip", Convert.FromHexString(bytes), () => 1, () => 1).Status);

    // Taken from RFC 1951: a reserved block type; a length that is not its complement's; more literal codes than there are; a distance beyond the beginning.
    [Theory]
    [InlineData("0700")]
    [InlineData("0105000000")]
    [InlineData("05FF0F")]
    [InlineData("030200")]
    public void What_is_not_deflate_is_invalid(string bytes) => Assert.Equal(OperationStatus.InvalidData, Coded.Decode("bare", Convert.FromHexString(bytes), () => 1, () => 9).Status);

    [Fact]
    public void A_megabyte_of_zeroes_needs_no_more_room_than_a_byte()
    {
        var (text, status) = Coded.Decode("gzip", Coded.By("gzip", new byte[1 << 20]), () => 64, () => 16 * 1024);

        Assert.Equal((1 << 20, OperationStatus.Done), (text.Length, status));
        Assert.DoesNotContain(text, value => value != 0);
    }
}
