using System.Buffers;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tests.Tls.Server;

public sealed class TlsRecordsTests
{
    [Theory]
    [InlineData(new byte[0], 0)]
    [InlineData(new byte[] { 22, 3, 1, 0 }, 0)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9 }, 0)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9, 9 }, 7)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9, 9, 23 }, 7)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9, 9, 23, 3, 3, 0, 0 }, 12)]
    [InlineData(new byte[] { 71, 69, 84, 32, 47, 32 }, 6)] // GET /
    [InlineData(new byte[] { 22, 3, 1, 255, 255, 1 }, 6)] // longer than a record can be
    [InlineData(new byte[] { 22, 3, 1, 0, 1, 9, 71, 69, 84, 32, 47 }, 11)]
    public void Whole_records_are_found_and_all_of_what_is_none(byte[] received, int expected)
    {
        Assert.Equal(expected, TlsRecords.Whole(new ReadOnlySequence<byte>(received), 1000));
        Assert.Equal(expected, TlsRecords.Whole(InSegments(received), 1000));
    }

    [Fact]
    public void Beyond_the_limit_no_record_is_added() =>
        Assert.Equal(12, TlsRecords.Whole(new ReadOnlySequence<byte>([23, 3, 3, 0, 1, 9, 23, 3, 3, 0, 1, 9, 23, 3, 3, 0, 1, 9]), limit: 7));

    [Theory]
    [InlineData(new byte[0], 0)]
    [InlineData(new byte[] { 22, 3, 1, 0 }, 4)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9 }, 6)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9, 9 }, 7)]
    [InlineData(new byte[] { 22, 3, 1, 0, 2, 9, 9, 23, 3, 3, 0, 0 }, 7)]
    [InlineData(new byte[] { 71, 69, 84, 32, 47, 32 }, 6)] // GET /
    public void The_first_record_ends_where_its_header_says_or_nothing_more_is_there(byte[] received, int expected)
    {
        Assert.Equal(expected, TlsRecords.First(new ReadOnlySequence<byte>(received)));
        Assert.Equal(expected, TlsRecords.First(InSegments(received)));
    }

    private static ReadOnlySequence<byte> InSegments(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Segment(bytes.AsMemory(0, 1), null);
        var last = first;
        for (var i = 1; i < bytes.Length; i++)
        {
            last = new Segment(bytes.AsMemory(i, 1), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, 1);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            (Memory, RunningIndex) = (memory, before is null ? 0 : before.RunningIndex + before.Memory.Length);
            before?.Next = this;
        }
    }
}
