using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Replies;

public sealed class SmtpReplyReaderTests
{
    private static readonly Arbitrary<SmtpReply> s_replies = (
        from code in Gen.Elements(220, 250, 354, 421, 451, 550, 554)
        from hasStatus in Gen.Elements(true, false)
        from lines in Gen.Elements("", "OK", "Sender OK", "one two  three", "-", new string('x', 700)).NonEmptyListOf()
        where code != 354 || !hasStatus
        select SmtpReply.Create(code, hasStatus ? new EnhancedStatus(code / 100, 7, 1) : null, [.. lines])).ToArbitrary();

    [Theory]
    [InlineData("250 2.1.0 Sender OK\r\n", "250 2.1.0 Sender OK")]
    [InlineData("250 ok\r\n", "250 ok")]
    [InlineData("250\r\n", "250 ")]
    [InlineData("250 \r\n", "250 ")]
    [InlineData("250-a\r\n250-b\r\n250 c\r\n", "250 a / b / c")]
    [InlineData("250-a\r\n250\r\n", "250 a / ")]
    [InlineData("550-5.7.1 a\r\n550 5.7.1 b\r\n", "550 5.7.1 a / b")]
    [InlineData("550-5.7.1 a\r\n550 b\r\n", "550 5.7.1 a / b")]
    [InlineData("550-5.7.1 a\r\n550 5.7.2 b\r\n", "550 5.7.1 a / 5.7.2 b")]
    [InlineData("550 4.7.1 wrong class\r\n", "550 4.7.1 wrong class")]
    [InlineData("550 caf\u00e9\r\n", "550 caf?")]
    public void Replies_are_read(string wire, string expected)
    {
        foreach (var cuts in new[] { [], Segments.Everywhere(Segments.Octets(wire)) })
        {
            var buffer = Segments.Cut(Segments.Octets(wire), cuts);
            Assert.Equal(ReplyReadStatus.Reply, new SmtpReplyReader().Read(ref buffer, out var reply));
            Assert.Equal(expected, reply?.ToString());
            Assert.True(buffer.IsEmpty);
        }
    }

    [Theory]
    [InlineData("250 ok\n", ReplyReason.BareLineEnding)]
    [InlineData("250 o\rk\r\n", ReplyReason.BareLineEnding)]
    [InlineData("\r\n", ReplyReason.BadCode)]
    [InlineData("25\r\n", ReplyReason.BadCode)]
    [InlineData("2x0 ok\r\n", ReplyReason.BadCode)]
    [InlineData("150 ok\r\n", ReplyReason.BadCode)]
    [InlineData("650 ok\r\n", ReplyReason.BadCode)]
    [InlineData("SSH-2.0-x\r\n", ReplyReason.BadCode)]
    [InlineData("2500 ok\r\n", ReplyReason.BadSeparator)]
    [InlineData("250_ok\r\n", ReplyReason.BadSeparator)]
    [InlineData("250 o\0k\r\n", ReplyReason.NulByte)]
    [InlineData("250-a\r\n550 b\r\n", ReplyReason.CodeChanged)]
    public void What_is_no_reply_has_a_reason_for_good(string wire, ReplyReason reason)
    {
        var reader = new SmtpReplyReader();
        var buffer = Segments.Of(wire + "250 ok\r\n");

        Assert.Equal(ReplyReadStatus.Malformed, reader.Read(ref buffer, out var reply));
        Assert.Equal((reason, null), (reader.Reason, reply));
        Assert.Equal(ReplyReadStatus.Malformed, reader.Read(ref buffer, out _));
    }

    [Fact]
    public void A_reply_has_bounds()
    {
        Assert.Equal(ReplyReason.LineTooLong, Reason(new string('2', 2048)));
        Assert.Equal(ReplyReason.LineTooLong, Reason($"250 {new string('x', 2043)}\r\n"));
        Assert.Equal(ReplyReason.None, Reason($"250 {new string('x', 2042)}\r\n"));
        Assert.Equal(ReplyReason.TooManyLines, Reason(string.Concat(Enumerable.Repeat("250-x\r\n", 129))));
        Assert.Equal(ReplyReason.None, Reason(string.Concat(Enumerable.Repeat("250-x\r\n", 128))));
    }

    [Fact]
    public void Pipelined_replies_come_one_by_one()
    {
        var reader = new SmtpReplyReader();
        var buffer = Segments.Of("250 2.1.0 a\r\n250-b\r\n250 c\r\n354 d\r\n4");

        Assert.Equal(["250 2.1.0 a", "250 b / c", "354 d"], Read(reader, ref buffer));
        Assert.Equal(1, buffer.Length);
    }

    [Fact]
    public void A_written_reply_reads_as_the_same_reply_however_it_is_cut()
        => Prop.ForAll(s_replies, ArbMap.Default.ArbFor<int[]>(), (reply, cuts) =>
        {
            var wire = reply.Wire.ToArray();
            var reader = new SmtpReplyReader();
            var kept = Array.Empty<byte>();
            var read = new List<string>();
            foreach (var part in Segments.Parts(wire, cuts.Select(cut => Math.Abs(cut % (wire.Length + 1)))))
            {
                var buffer = Segments.Cut([.. kept, .. part], kept.Length);
                read.AddRange(Read(reader, ref buffer));
                kept = buffer.ToArray();
            }

            Assert.Equal([reply.ToString()], read);
        }).QuickCheckThrowOnFailure();

    private static List<string> Read(SmtpReplyReader reader, ref ReadOnlySequence<byte> buffer)
    {
        var replies = new List<string>();
        while (reader.Read(ref buffer, out var reply) == ReplyReadStatus.Reply)
        {
            replies.Add($"{reply}");
        }

        return replies;
    }

    private static ReplyReason Reason(string wire)
    {
        var reader = new SmtpReplyReader();
        var buffer = Segments.Of(wire);
        reader.Read(ref buffer, out _);
        return reader.Reason;
    }
}
