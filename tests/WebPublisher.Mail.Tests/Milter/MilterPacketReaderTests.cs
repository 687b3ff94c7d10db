using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Milter;

namespace WebPublisher.Mail.Tests.Milter;

public sealed class MilterPacketReaderTests
{
    [Fact]
    public void Packets_follow_each_other()
    {
        var input = new ReadOnlySequence<byte>([0, 0, 0, 1, (byte)'N', 0, 0, 0, 3, (byte)'B', 1, 2, 0, 0]);
        Assert.Equal(MilterReadStatus.Packet, MilterPacketReader.TryRead(ref input, out var first));
        Assert.Equal((MilterCommand.EndOfHeader, 0L), (first.Command, first.Data.Length));
        Assert.Equal(MilterReadStatus.Packet, MilterPacketReader.TryRead(ref input, out var second));
        Assert.Equal(MilterCommand.Body, second.Command);
        Assert.Equal([1, 2], second.Data.ToArray());
        Assert.Equal(MilterReadStatus.Incomplete, MilterPacketReader.TryRead(ref input, out _));
        Assert.Equal(2, input.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, (byte)'Q' })]
    [InlineData(new byte[] { 0, 0x10, 0, 1 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x80, 0, 0, 1, (byte)'Q' })]
    public void A_length_of_nothing_or_of_too_much_is_none(byte[] octets)
    {
        var input = new ReadOnlySequence<byte>(octets);
        Assert.Equal(MilterReadStatus.Malformed, MilterPacketReader.TryRead(ref input, out _));
        Assert.Equal(octets.Length, input.Length);
    }

    [Fact]
    public void The_longest_packet_is_read()
    {
        var octets = new byte[4 + MilterPacketReader.MaximumLength];
        (octets[1], octets[4]) = (0x10, (byte)'B');
        var input = new ReadOnlySequence<byte>(octets);
        Assert.Equal(MilterReadStatus.Packet, MilterPacketReader.TryRead(ref input, out var packet));
        Assert.Equal(MilterPacketReader.MaximumLength - 1, packet.Data.Length);
    }

    [Fact]
    public void Whatever_comes_in_whatever_pieces_is_read_the_same_and_nothing_throws() => Prop.ForAll((byte[] noise, byte[] data, int cut) =>
    {
        byte[] octets = [0, 0, 0, (byte)(data.Length % 200 + 1), (byte)'L', .. data.Take(data.Length % 200), .. noise];
        var whole = Read(new ReadOnlySequence<byte>(octets));
        return whole == Read(Pieces(octets, Math.Abs(cut % (octets.Length + 1)))) && Read(new ReadOnlySequence<byte>(noise)) == Read(Pieces(noise, noise.Length / 2));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void What_is_in_packets_is_read_without_throwing() => Prop.ForAll((byte[] data) =>
    {
        var input = new ReadOnlySequence<byte>(data);
        MilterClient.Read(input);
        MilterNegotiation.TryRead(input, out _);
        var rest = input;
        var length = 0L;
        while (MilterText.TryTake(ref rest, out var text))
        {
            length += text.Length + 1;
        }

        return length + rest.Length == data.Length;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>All that is read, as one text.</summary>
    private static string Read(ReadOnlySequence<byte> input)
    {
        var read = new List<string>();
        while (true)
        {
            var status = MilterPacketReader.TryRead(ref input, out var packet);
            read.Add(status == MilterReadStatus.Packet ? $"{packet.Command}{Convert.ToHexString(packet.Data.ToArray())}" : $"{status} {input.Length}");
            if (status != MilterReadStatus.Packet)
            {
                return string.Join(' ', read);
            }
        }
    }

    private static ReadOnlySequence<byte> Pieces(byte[] octets, int cut)
    {
        var first = new Piece(octets.AsMemory(0, cut), 0);
        var last = first.Then(octets.AsMemory(cut));
        return new ReadOnlySequence<byte>(first, 0, last, octets.Length - cut);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
