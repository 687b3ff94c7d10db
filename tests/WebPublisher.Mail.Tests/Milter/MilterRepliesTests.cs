using System.Buffers;
using System.Text;
using WebPublisher.Mail.Milter;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Tests.Milter;

public sealed class MilterRepliesTests
{
    [Fact]
    public void Answers_of_one_letter_are_one_letter()
    {
        Assert.Equal("\0\0\0\x1" + "c", Written(MilterReplies.Continue));
        Assert.Equal("\0\0\0\x1" + "a", Written(MilterReplies.Accept));
        Assert.Equal("\0\0\0\x1" + "d", Written(MilterReplies.Discard));
        Assert.Equal("\0\0\0\x1t", Written(MilterReplies.TemporaryFailure));
        Assert.Equal("\0\0\0\x1s", Written(MilterReplies.Skip));
        Assert.Equal("\0\0\0\x1p", Written(MilterReplies.Progress));
    }

    [Fact]
    public void Texts_end_with_zero_octets()
    {
        Assert.Equal("\0\0\0\x6qspam\0", Written(output => MilterReplies.Quarantine(output, "spam")));
        Assert.Equal("\0\0\0\x9hX-A\0v w\0", Written(output => MilterReplies.AddHeader(output, "X-A", "v w")));
        Assert.Equal("\0\0\0\xAi\0\0\0\x1N\0 v\0", Written(output => MilterReplies.InsertHeader(output, 1, "N", " v\0tail")));
        Assert.Equal("\0\0\0\x8m\0\0\0\x2N\0\0", Written(output => MilterReplies.ChangeHeader(output, 2, "N", "")));
        Assert.Equal("\0\0\0\x7+<a@b>\0", Written(output => MilterReplies.AddRecipient(output, "<a@b>")));
        Assert.Equal("\0\0\0\x7-<a@b>\0", Written(output => MilterReplies.DeleteRecipient(output, "<a@b>")));
    }

    [Fact]
    public void No_text_makes_another_begin() => Assert.Equal("\0\0\0\x4qab\0", Written(output => MilterReplies.Quarantine(output, "ab\0cd")));

    [Fact]
    public void Percent_signs_of_a_refusal_are_doubled_and_its_lines_are_one_text()
    {
        var reply = SmtpReply.Create(550, "5% off", "no");
        var written = Written(output => MilterReplies.Refuse(output, reply));
        Assert.Equal("y550-5%% off\r\n550 no\0", written[4..]);
        Assert.Equal(written.Length - 4, written[3]);
    }

    [Fact]
    public void What_was_agreed_on_is_three_numbers() => Assert.Equal(
        "\0\0\0\xDO\0\0\0\x6\0\0\0\x21\0\x10\0\0",
        Written(output => MilterReplies.Negotiated(output, new MilterNegotiation(6, MilterActions.AddHeaders | MilterActions.Quarantine, MilterSteps.LeadingSpace))));

    [Fact]
    public void A_piece_of_a_body_has_its_limit()
    {
        Assert.Equal(MilterReplies.MaximumPiece + 5, Written(output => MilterReplies.ReplaceBody(output, new byte[MilterReplies.MaximumPiece])).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Written(output => MilterReplies.ReplaceBody(output, new byte[MilterReplies.MaximumPiece + 1])));
    }

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
