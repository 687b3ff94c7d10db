using System.Buffers.Binary;
using System.Text;
using WebPublisher.Web.Filtering;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class WindowsExecutableTests
{
    [Theory]
    [InlineData(0x80u, "PE\0\0")]
    [InlineData(0x40u, "PE\0\0")]
    [InlineData(0x0Cu, "PE\0\0")]
    [InlineData(100_000u, "PE\0\0")]
    [InlineData(0x80u, "NE")]
    [InlineData(0x80u, "LE")]
    [InlineData(0x80u, "LX")]
    public void A_program_is_found_however_it_comes(uint offset, string signature)
    {
        var program = Program(offset, signature);
        foreach (var size in new[] { 1, 3, 64, 65, 4096, program.Length })
        {
            Assert.True(IsFound(program, size), $"in pieces of {size}");
        }
    }

    [Theory]
    [InlineData(0x80u, "XX\0\0")]
    [InlineData(0x80u, "PE\0x")]
    [InlineData(0x80u, "PEx\0")]
    [InlineData(0x0u, "MZ")]
    public void What_has_no_header_of_windows_is_none(uint offset, string signature)
    {
        var content = Program(offset, signature);
        foreach (var size in new[] { 1, 3, 64, 65, content.Length })
        {
            Assert.False(IsFound(content, size), $"in pieces of {size}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("MZ")]
    [InlineData("mz")]
    [InlineData(" MZ and PE")]
    [InlineData("MZ is how a program begins, and this text does as well. It says so and goes on for long enough that there is a number at its 60th byte. PE\0\0")]
    public void A_text_is_none(string text)
    {
        var content = Encoding.Latin1.GetBytes(text);
        Assert.False(IsFound(content, 1));
        Assert.False(IsFound(content, 4096));
    }

    [Fact]
    public void A_program_that_ends_before_its_header_is_none() => Assert.False(IsFound(Program(0x80, "PE\0\0").AsSpan(0, 0x83), 4096));

    [Fact]
    public void It_is_over_as_soon_as_it_is_known()
    {
        var text = new WindowsExecutable();
        Assert.False(text.Add("MA"u8));
        Assert.True(text.IsOver);
        var empty = new WindowsExecutable();
        Assert.False(empty.Add([]));
        Assert.False(empty.IsOver);
        var other = new WindowsExecutable();
        Assert.False(other.Add(Program(0x80, "XX\0\0")));
        Assert.True(other.IsOver);
    }

    /// <summary>The header of DOS, and where it points to, a signature.</summary>
    internal static byte[] Program(uint offset, string signature)
    {
        var program = new byte[Math.Max(64, offset + signature.Length) + 16];
        "MZ"u8.CopyTo(program);
        Encoding.Latin1.GetBytes(signature).CopyTo(program, (int)offset);
        BinaryPrimitives.WriteUInt32LittleEndian(program.AsSpan(0x3C), offset);
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
