using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Content;

public sealed class ChunkScannerTests
{
    private static readonly Arbitrary<(string Input, int[] Ends)> s_inputs = (
        from parts in Gen.Elements("\r\n", "\r\n", "\r\n.\r\n", "\r", "\n", "\0", "X: text", "\u00e9", "Received: x").ListOf()
        let input = string.Concat(parts)
        from ends in Gen.Choose(0, Math.Max(1, input.Length)).ListOf()
        select (input, ends.ToArray())).ToArbitrary();

    [Fact]
    public void Dots_mean_nothing_in_chunks()
    {
        var transfer = Transfer.OfChunks("X: y\r\n\r\n..\r\n.\r\nz", binary: false, [9, 12, 13]);

        Assert.Equal(("X: y\r\n\r\n..\r\n.\r\nz", ContentFindings.None, false), (transfer.Content, transfer.Facts.Findings, transfer.Facts.EndsWithLine));
    }

    [Fact]
    public void The_rules_of_lines_hold_for_text()
        => Assert.Equal(ContentFindings.BareLineFeed, Transfer.OfChunks("X: y\r\n\r\nx\n.\r\n", binary: false, []).Facts.Findings);

    [Theory]
    [InlineData("X: y\r\n\r\nx\n.\r\0", ContentFindings.None, false)]
    [InlineData("X: y\r\n\r\nx\n\r\n", ContentFindings.None, true)]
    [InlineData("X: y\r\n\r\n\r", ContentFindings.None, false)]
    [InlineData("X: y\n\r\n\r\nx\n.\r\0", ContentFindings.BareLineFeed, false)]
    public void A_binary_body_may_hold_anything_but_its_header_may_not(string input, ContentFindings findings, bool endsWithLine)
    {
        foreach (var end in Enumerable.Range(0, input.Length))
        {
            var facts = Transfer.OfChunks(input, binary: true, [end]).Facts;
            Assert.Equal((findings, endsWithLine), (facts.Findings, facts.EndsWithLine));
        }
    }

    [Fact]
    public void A_line_end_may_be_split_between_chunks_but_not_lost()
    {
        Assert.Equal(ContentFindings.None, Transfer.OfChunks("X: y\r\n\r\nx\r\n", binary: false, [9, 10]).Facts.Findings);
        Assert.Equal(ContentFindings.BareCarriageReturn, Transfer.OfChunks("X: y\r\n\r\nx\r", binary: false, [9]).Facts.Findings);
    }

    [Fact]
    public void Asking_early_condemns_nothing()
    {
        var scanner = new ChunkScanner(ContentLimits.Default, binaryBody: false);
        scanner.Begin(3);
        var input = Segments.Of("a\r");
        scanner.Scan(ref input, new ArrayBufferWriter<byte>());
        Assert.Equal(ContentFindings.BareCarriageReturn, scanner.Facts.Findings);

        input = Segments.Of("\n");
        Assert.True(scanner.Scan(ref input, new ArrayBufferWriter<byte>()));
        Assert.Equal(ContentFindings.None, scanner.Facts.Findings);
    }

    [Fact]
    public void A_chunk_must_be_complete_before_the_next()
    {
        var scanner = new ChunkScanner(ContentLimits.Default, binaryBody: false);
        scanner.Begin(0);
        scanner.Begin(1);

        Assert.Equal(1, scanner.Remaining);
        Assert.Throws<InvalidOperationException>(() => scanner.Begin(1));
    }

    [Fact]
    public void What_is_found_does_not_depend_on_chunks()
        => Prop.ForAll(s_inputs, input =>
        {
            foreach (var binary in new[] { false, true })
            {
                Assert.Equal(Transfer.OfChunks(input.Input, binary, []).Facts, Transfer.OfChunks(input.Input, binary, input.Ends).Facts);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_judged_as_in_data()
        => Prop.ForAll(s_inputs, input =>
        {
            var stuffed = new ArrayBufferWriter<byte>();
            var stuffer = new DotStuffer();
            var content = input.Input + "\r\n";
            stuffer.Write(Segments.Octets(content), stuffed);
            stuffer.Complete(stuffed);
            Assert.Equal(Transfer.OfChunks(content, binary: false, input.Ends).Facts, Transfer.OfData(System.Text.Encoding.Latin1.GetString(stuffed.WrittenSpan), input.Ends).Facts);
        }).QuickCheckThrowOnFailure();
}
