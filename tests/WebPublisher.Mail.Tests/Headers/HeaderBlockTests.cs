using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Headers;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Tests.Headers;

public sealed class HeaderBlockTests
{
    private const string Header = "Received: x\r\n\tby y\r\nSubject: =?utf-8?Q?H=C3=A9?=\r\n =?utf-8?Q?llo?=\r\nno field\r\nX-A : 1\r\nx-a:2\r\n";

    [Fact]
    public void What_is_not_touched_stays() => Assert.Equal(Header, Edit(Header, _ => { }));

    [Fact]
    public void A_field_is_removed_with_its_folds_and_twins()
    {
        Assert.Equal("Subject: =?utf-8?Q?H=C3=A9?=\r\n =?utf-8?Q?llo?=\r\nno field\r\nX-A : 1\r\nx-a:2\r\n", Edit(Header, header => header.Remove("received")));
        Assert.Equal("Received: x\r\n\tby y\r\nSubject: =?utf-8?Q?H=C3=A9?=\r\n =?utf-8?Q?llo?=\r\nno field\r\n", Edit(Header, header => header.Remove("X-A")));
    }

    [Fact]
    public void A_field_is_set_in_its_place_or_at_the_end()
    {
        Assert.Equal("A: 1\r\nX-A: new\r\nB: 2\r\n", Edit("A: 1\r\nX-a: old\r\n folded\r\nB: 2\r\nx-A: older\r\n", header => header.Set("X-A", "new")));
        Assert.Equal("A: 1\r\nX-A: new\r\n", Edit("A: 1\r\n", header => header.Set("X-A", "new")));
        Assert.Equal("A: 1\r\nX-A: new\r\n", Edit("A: 1", header => header.Set("X-A", "new")));
    }

    [Theory]
    [InlineData("Subject: hello\r\n", "[EXT]", "Subject: [EXT] hello\r\n")]
    [InlineData("Subject:hello\r\n\tworld\r\n", "[EXT]", "Subject: [EXT] hello\r\n\tworld\r\n")]
    [InlineData("Subject: [EXT] hello\r\n", "[EXT]", "Subject: [EXT] hello\r\n")]
    [InlineData("Subject: =?utf-8?Q?=5BEXT=5D_x?=\r\n", "[EXT]", "Subject: =?utf-8?Q?=5BEXT=5D_x?=\r\n")]
    [InlineData("Subject:\r\n folded\r\n", "[EXT]", "Subject: [EXT]\r\n folded\r\n")]
    [InlineData("Subject:\r\n", "[EXT]", "Subject: [EXT]\r\n")]
    [InlineData("From: a\r\n", "[EXT]", "From: a\r\nSubject: [EXT]\r\n")]
    [InlineData("Subject: =?utf-8?Q?H=C3=A9?=\r\n", "[EXT]", "Subject: [EXT] =?utf-8?Q?H=C3=A9?=\r\n")]
    [InlineData("Subject: hello\r\n", "\u00c4:", "Subject: =?utf-8?B?w4Q6?= hello\r\n")]
    [InlineData("Subject: =?utf-8?Q?x?=\r\n", "\u00c4:", "Subject: =?utf-8?B?w4Q6IA==?= =?utf-8?Q?x?=\r\n")]
    [InlineData("Subject: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\r\n", "[EXTERNAL]", "Subject: [EXTERNAL]\r\n 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\r\n")]
    public void A_text_is_put_in_front_of_the_subject(string before, string text, string after) => Assert.Equal(after, Edit(before, header => header.Prepend("Subject", text)));

    [Theory]
    [InlineData("To: a@b.test\r\n", "To: a@b.test,\r\n new@c.test\r\n")]
    [InlineData("To: undisclosed-recipients:;\r\n", "To: undisclosed-recipients:;,\r\n new@c.test\r\n")]
    [InlineData("To:\r\n", "To:\r\n new@c.test\r\n")]
    [InlineData("X: y\r\n", "X: y\r\nTo: new@c.test\r\n")]
    public void An_address_is_put_at_the_end(string before, string after) => Assert.Equal(after, Edit(before, header => header.Append("To", "new@c.test")));

    [Fact]
    public void Any_text_is_read_back_from_a_field_as_it_was_written() => Prop.ForAll(
        Gen.OneOf(Gen.Elements([.. "ab ?=_\u00e9\u4e2d"]), Gen.Choose(32, 126).Select(c => (char)c)).ArrayOf().Select(c => new string(c)).ToArbitrary(),
        value =>
        {
            var written = Edit("A: 1\r\n", header => header.Set("X-Text", value))["A: 1\r\n".Length..];
            var text = written["X-Text:".Length..].Replace("\r\n", "", StringComparison.Ordinal);
            return written.Split("\r\n").All(line => line.Length <= 998)
                && !written.Split("\r\n")[..^1].Any(string.IsNullOrWhiteSpace)
                && EncodedWords.Decode(text.Length == 0 ? "" : text[1..]) == value;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("just text\r\n")]
    [InlineData(" folded: x\r\n")]
    [InlineData("")]
    [InlineData(": x\r\n")]
    public void What_begins_with_no_field_has_no_header(string content) => Assert.Null(HeaderBlock.Parse(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("A: 1\r\n\r\nbody", 6)]
    [InlineData("\r\nbody", 0)]
    [InlineData("A: 1\r\nB: 2\r\n", -1)]
    public void A_header_ends_at_the_empty_line(string content, int end) => Assert.Equal(end, HeaderBlock.EndOf(Encoding.Latin1.GetBytes(content)));

    private static string Edit(string header, Action<HeaderBlock> edit)
    {
        var block = HeaderBlock.Parse(Encoding.Latin1.GetBytes(header))!;
        edit(block);
        var output = new ArrayBufferWriter<byte>();
        block.WriteTo(output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
