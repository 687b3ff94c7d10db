using System.Buffers.Binary;
using System.Text;
using WebPublisher.Web.Filtering;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class WindowsExecutableTests
{
    [Theory]
    [InlineData(0x80u)]
    [InlineData(0x0Cu)]
    [InlineData(100_000u)]
    [InlineData(0x0FFFFFFFu)]
    public void A_program_is_found_however_it_comes(uint offset)
    {
        // As little of numbers as there can be: but for the one at 0x3C, text.
        var program = new byte[256];
        program.AsSpan().Fill((byte)'x');
        "MZ"u8.CopyTo(program);
        BinaryPrimitives.WriteUInt32LittleEndian(program.AsSpan(0x3C), offset);

        foreach (var size in new[] { 1, 3, 63, 64, 65, 256 })
        {
            Assert.True(IsFound(program, size), $"in pieces of {size}");
        }
    }

    [Fact]
    public void A_program_that_breaks_off_is_found() => Assert.True(IsFound([0x4D, 0x5A, 0x90, 0x00], 4));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("MZ")]
    [InlineData("M\0Z\0 in UTF-16")]
    [InlineData(" MZ\0\0")]
    [InlineData("mz\0\0")]
    [InlineData("MA\0\0")]
    [InlineData("ZM\0\0")]
    [InlineData("MZ;name;size\r\nx\t1;2;3\f\xE4\r\n")]
    [InlineData("MZ is how a program begins, and so does this text, which is long enough. Behind that all may come.\0\u0001")]
    public void What_is_none_passes(string text)
    {
        var content = Encoding.Latin1.GetBytes(text);
        Assert.False(IsFound(content, 1));
        Assert.False(IsFound(content, 4096));
    }

    [Fact]
    public void It_is_over_as_soon_as_it_is_known()
    {
        var other = new WindowsExecutable();
        Assert.False(other.Add("MA"u8));
        Assert.True(other.IsOver);
        var empty = new WindowsExecutable();
        Assert.False(empty.Add([]));
        Assert.False(empty.IsOver);
        var text = new WindowsExecutable();
        Assert.False(text.Add(Encoding.ASCII.GetBytes($"MZ{new string('x', 62)}")));
        Assert.True(text.IsOver);
    }

    /// <summary>The first bytes of a program as linkers write them.</summary>
    internal static byte[] Program()
    {
        var program = new byte[512];
        Convert.FromHexString("4D5A90000300000004000000FFFF0000B8000000000000004000000000000000").CopyTo(program, 0);
        program[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(program.AsSpan(0x80));
        return program;
    }

    private static bool IsFound(ReadOnlySpan<byte> content, int size)
    {
        var search = new WindowsExecutable();
        while (!content.IsEmpty)
        {
            var piece = content[..Math.Min(size, content.Length)];
            content = content[piece.Length..];
            if (search.Add(piece))
            {
                return true;
            }
        }

        return false;
    }
}
