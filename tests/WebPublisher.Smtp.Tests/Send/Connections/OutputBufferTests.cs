using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Tests.Send.Connections;

public sealed class OutputBufferTests
{
    [Fact]
    public void It_holds_what_was_written_in_order() => Prop.ForAll<byte[][]>(pieces =>
    {
        using var buffer = new OutputBuffer();
        buffer.Write("forgotten"u8);
        buffer.Clear();
        foreach (var piece in pieces)
        {
            buffer.Write(piece);
        }

        return buffer.Written.Span.SequenceEqual(pieces.SelectMany(p => p).ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_can_be_used_again_after_it_gave_its_memory_back()
    {
        var buffer = new OutputBuffer();
        buffer.Write(new byte[5000]);
        buffer.Dispose();
        Assert.Equal(0, buffer.Count);
        buffer.Write("x"u8);
        Assert.Equal("x"u8, buffer.Written.Span);
        buffer.Dispose();
    }

    [Fact]
    public void More_than_there_is_cannot_be_claimed()
    {
        using var buffer = new OutputBuffer();
        var room = buffer.GetSpan(10).Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
