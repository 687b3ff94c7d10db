using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Content;

public sealed class MessageDataScannerTests
{
    private const string Header = "From: a@client.test\r\nSubject: t\r\n";
    private const string Smuggled = "MAIL FROM:<smuggled@client.test>\r\nRCPT TO:<user@corp.test>\r\nDATA\r\nFrom: a@client.test\r\n\r\nSMUGGLED\r\n.\r\n";

    private static readonly Arbitrary<(string Input, int[] Cuts)> s_inputs = (
        from parts in Gen.Elements(
            "\r\n", "\r\n", "\r\n", ".", ".", "\r", "\n", "\0", "text", "Received: x", "received", " ", ":", "\u00e9", "\r\n.\r\n", new string('x', 998)).ListOf()
        let input = string.Concat(parts)
        from cuts in Gen.Choose(0, Math.Max(1, input.Length)).ListOf()
        select (input, cuts.ToArray())).ToArbitrary();

    private static readonly Arbitrary<string> s_clean = Gen.Elements("\r\n", "\r\n", ".", ".", "text", "..", "\u00e9", " ")
        .ListOf().Select(parts => string.Concat(parts) + "\r\n").ToArbitrary();

    /// <summary>Sequences that some server takes for the end of data. What is content by the standard but uncertain to others must be found.</summary>
    public static TheoryData<string, bool> LookAlikes => new()
    {
        { "\n.\n", true },
        { "\n.\r\n", true },
        { "\r\n.\n", true },
        { "\n.\r", true },
        { "\r.\r", true },
        { "\r.\n", true },
        { "\r.\r\n", true },
        { "\r\n.\r", true },
        { "\r\n.\r\r\n", true },
        { "\r\r\n.\r\r\n", true },
        { "\r\r\n.\n", true },
        { "\r\n\0.\r\n", true },
        { "\r\n.\0\r\n", true },
        { "\0\r\n.\0\r\n", true },
        { "\n\n.\n\n", true },
        { "\n\r.\n\r", true },
        { "\r\n.\t\r\n", false },
        { "\r\n. \r\n", false },
        { "\r\n .\r\n", false },
        { "\r\n..\r\n", false },
        { "\r\n\v.\r\n", false },
        { "\r\n.\v\r\n", false },
        { "\r\n\f.\r\n", false },
        { "\u0085.\u0085", false },
        { "\u00e2\u0080\u00a8.\u00e2\u0080\u00a8", false },
        { "\r\n\u00ef\u00bc\u008e\r\n", false },
        { "\r\n.", false },
        { "\r\nx\b.\r\n", false },
        { "\r\n\u001a\r\n", false },
        { "\r\n.\u001a\r\n", false },
    };

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void A_look_alike_is_no_end_wherever_segments_are_cut(string sequence, bool ambiguous)
    {
        foreach (var start in new[] { Header, Header + "\r\nfirst body" })
        {
            var input = start + sequence + Smuggled + "NOOP\r\n";
            var whole = Transfer.OfData(input, []);

            Assert.Equal((true, "NOOP\r\n"), (whole.Ended, whole.Rest));
            Assert.Equal(ambiguous, (whole.Facts.Findings & ContentFindings.Ambiguous) != ContentFindings.None);
            Assert.EndsWith("SMUGGLED\r\n", whole.Content, StringComparison.Ordinal);
            Assert.Equal(whole, Transfer.OfData(input, Segments.Everywhere(Segments.Octets(input))));
            foreach (var cut in Segments.Everywhere(Segments.Octets(input)))
            {
                Assert.Equal(whole, Transfer.OfData(input, [cut]));
            }
        }
    }

    [Fact]
    public void The_end_behind_a_stray_carriage_return_is_the_end_but_the_content_is_condemned()
    {
        var transfer = Transfer.OfData($"{Header}\r\nx\r\r\n.\r\n{Smuggled}", []);

        Assert.Equal((true, Smuggled), (transfer.Ended, transfer.Rest));
        Assert.Equal(ContentFindings.BareCarriageReturn, transfer.Facts.Findings);
    }

    [Theory]
    [InlineData(".\r\n", "")]
    [InlineData("x\r\n.\r\n", "x\r\n")]
    [InlineData("..\r\n.\r\n", ".\r\n")]
    [InlineData("..x\r\n...y\r\n.\r\n", ".x\r\n..y\r\n")]
    [InlineData(".x\r\n.\r\n", "x\r\n")]
    [InlineData("a\r\n\r\n.\r\n", "a\r\n\r\n")]
    public void Dots_of_transparency_are_removed(string input, string content)
    {
        foreach (var cut in Enumerable.Range(0, input.Length))
        {
            var transfer = Transfer.OfData(input + ".\r\nQUIT\r\n", [cut]);
            Assert.Equal((true, content, ".\r\nQUIT\r\n", ContentFindings.None), (transfer.Ended, transfer.Content, transfer.Rest, transfer.Facts.Findings));
        }
    }

    [Fact]
    public void What_is_found_does_not_depend_on_segments()
        => Prop.ForAll(s_inputs, input => Assert.Equal(Transfer.OfData(input.Input, []), Transfer.OfData(input.Input, input.Cuts))).QuickCheckThrowOnFailure();

    [Fact]
    public void Stuffed_content_comes_out_as_it_was()
        => Prop.ForAll(s_clean, ArbMap.Default.ArbFor<int[]>(), (content, cuts) =>
        {
            var stuffer = new DotStuffer();
            var output = new ArrayBufferWriter<byte>();
            foreach (var part in Segments.Parts(Segments.Octets(content), cuts.Select(cut => Math.Abs(cut % (content.Length + 1)))))
            {
                stuffer.Write(part, output);
            }

            stuffer.Complete(output);
            var transfer = Transfer.OfData(Encoding.Latin1.GetString(output.WrittenSpan), cuts);
            Assert.Equal((true, content, ""), (transfer.Ended, transfer.Content, transfer.Rest));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Everything_is_counted()
    {
        var facts = Transfer.OfData($"Received: a\r\nRECEIVED : b\r\nReceivedx: c\r\n Received: d\r\nX: Received:\r\n\r\nReceived: e\r\n{new string('y', 100)}\r\n.\r\n", []).Facts;

        Assert.Equal(
            new ContentFacts
            {
                Bytes = 186,
                Lines = 8,
                LongestLine = 102,
                HeaderBytes = 69,
                ReceivedFields = 2,
                HasEndOfHeader = true,
                EndsWithLine = true,
                Opening = ContentOpening.Field,
            },
            facts);
    }

    [Theory]
    [InlineData("Subject: caf\u00e9\r\n\r\nx\r\n.\r\n", true, false)]
    [InlineData("Subject: x\r\n\r\ncaf\u00e9\r\n.\r\n", false, true)]
    [InlineData("Subject: x\r\n\r\nx\r\n.\r\n", false, false)]
    public void Octets_above_127_are_told_for_header_and_body(string input, bool header, bool body)
    {
        var facts = Transfer.OfData(input, []).Facts;

        Assert.Equal((header, body), (facts.HasEightBitHeader, facts.HasEightBitBody));
    }

    [Theory]
    [InlineData(".\r\n", ContentOpening.Empty)]
    [InlineData("Subject: x\r\n.\r\n", ContentOpening.Field)]
    [InlineData("X : y\r\n.\r\n", ContentOpening.Field)]
    [InlineData("..: y\r\n.\r\n", ContentOpening.Field)]
    [InlineData("\r\nbody\r\n.\r\n", ContentOpening.BlankLine)]
    [InlineData("hello world: x\r\n.\r\n", ContentOpening.Text)]
    [InlineData(" folded: x\r\n.\r\n", ContentOpening.Text)]
    [InlineData("\tfolded\r\n.\r\n", ContentOpening.Text)]
    [InlineData(": x\r\n.\r\n", ContentOpening.Text)]
    [InlineData("hello\r\nSubject: x\r\n.\r\n", ContentOpening.Text)]
    [InlineData("caf\u00e9: x\r\n.\r\n", ContentOpening.Text)]
    public void The_opening_is_told_wherever_segments_are_cut(string input, ContentOpening opening)
    {
        foreach (var cut in Enumerable.Range(0, input.Length))
        {
            Assert.Equal(opening, Transfer.OfData(input, [cut]).Facts.Opening);
        }
    }

    [Theory]
    [InlineData(998, ContentFindings.None)]
    [InlineData(999, ContentFindings.LineTooLong)]
    public void A_line_has_1000_octets_with_its_end_and_without_its_dot(int length, ContentFindings findings)
    {
        Assert.Equal(findings, Transfer.OfData($"{Header}\r\n{new string('y', length)}\r\n.\r\n", []).Facts.Findings);
        Assert.Equal(findings, Transfer.OfData($"{Header}\r\n..{new string('y', length - 1)}\r\n.\r\n", []).Facts.Findings);
        Assert.Equal(findings, Transfer.OfData($"X: {new string('y', length - 3)}\r\n\r\n.\r\n", []).Facts.Findings);
    }

    [Fact]
    public void Limits_are_told_as_soon_as_they_are_passed()
    {
        var limits = new ContentLimits { MaximumSize = 100, MaximumHeader = 50, MaximumHops = 1, MaximumLine = 40 };

        Assert.Equal(ContentFindings.LineTooLong, Transfer.OfData(new string('x', 41), [], limits).Facts.Findings);
        Assert.Equal(ContentFindings.HeaderTooLarge, Transfer.OfData("A: bcdefghijklmnopqrstuvwxyz\r\nB: bcdefghijklmnopqrstu", [], limits).Facts.Findings);
        Assert.Equal(ContentFindings.TooManyHops, Transfer.OfData("Received: a\r\nReceived:", [], limits).Facts.Findings);
        Assert.Equal(ContentFindings.TooLarge, Transfer.OfData("\r\n" + string.Concat(Enumerable.Repeat("123\r\n", 20)), [], limits).Facts.Findings);
        Assert.Equal(ContentFindings.None, Transfer.OfData("\r\n" + string.Concat(Enumerable.Repeat("12\r\n", 24)), [], limits).Facts.Findings);
    }

    [Fact]
    public void The_line_that_ends_a_header_is_not_of_it_wherever_segments_are_cut()
    {
        const string input = "A: b\r\n\r\nbody\r\n.\r\n";
        foreach (var cut in Enumerable.Range(0, input.Length))
        {
            Assert.Equal(ContentFindings.None, Transfer.OfData(input, [cut], new ContentLimits { MaximumHeader = 6 }).Facts.Findings);
            Assert.Equal(ContentFindings.HeaderTooLarge, Transfer.OfData(input, [cut], new ContentLimits { MaximumHeader = 5 }).Facts.Findings);
        }
    }

    [Theory]
    [InlineData(1022)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(65535)]
    public void An_end_within_a_long_line_is_none(int length)
    {
        var transfer = Transfer.OfData($"{Header}\r\n{new string('q', length)}.\r\n{Smuggled}NOOP\r\n", [512, 1024, 4096, length]);

        Assert.Equal((true, "NOOP\r\n"), (transfer.Ended, transfer.Rest));
    }

    [Fact]
    public void Content_is_written_until_it_is_condemned()
    {
        var scanner = new MessageDataScanner(new ContentLimits { MaximumSize = 10 });
        var output = new ArrayBufferWriter<byte>();
        var input = Segments.Cut(Segments.Octets("1234\r\n\r\n..1234567890\r\n.\r\nQUIT\r\n"), 0, 3, 3, 6, 9, 24);

        Assert.True(scanner.Scan(ref input, output));

        Assert.Equal("1234\r\n\r\n", Encoding.Latin1.GetString(output.WrittenSpan));
        Assert.Equal("QUIT\r\n", Encoding.Latin1.GetString(input));
        Assert.Equal(21, scanner.Facts.Bytes);
    }
}
