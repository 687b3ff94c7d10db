using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Tests.Documents.Scalars;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("4KB", 4096)]
    [InlineData("36MB", 37748736)]
    [InlineData("1GB", 1073741824)]
    [InlineData("8589934591GB", 9223372035781033984)]
    public void A_number_and_a_unit_make_a_size(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var value));
        Assert.Equal(bytes, value.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("4 KB")]
    [InlineData("4kb")]
    [InlineData("4K")]
    [InlineData("-1")]
    [InlineData("1.5MB")]
    [InlineData("8589934592GB")]
    [InlineData("9223372036854775808")]
    public void Anything_else_is_none(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("4 KB", "; write 4KB")]
    [InlineData("36mb", "; write 36MB")]
    [InlineData("36M", "; write 36MB")]
    [InlineData("2 GiB", "; write 2GB")]
    [InlineData("512 bytes", "; write 512")]
    [InlineData("1TB", "")]
    [InlineData("MB", "")]
    [InlineData("-1MB", "")]
    [InlineData("1.5MB", "")]
    [InlineData("8589934592 GB", "")]
    [InlineData("", "")]
    public void What_was_meant_is_said_where_one_thing_was(string text, string hint) => Assert.Equal(hint, ByteSize.Hint(text));

    [Fact]
    public void What_is_written_reads_the_same() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).SelectMany(n => Gen.Choose(0, 30).Select(shift => (long)n << shift)).ToArbitrary(),
            bytes => ByteSize.TryParse(new ByteSize(bytes).ToString(), out var read) && read.Bytes == bytes).QuickCheckThrowOnFailure();
}
