using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Smtp.Lines;

public sealed class SmtpLineReaderTests
{
    private static readonly CommandLengths s_short = CommandLengths.Default.With(SmtpVerb.Noop, 20).With(SmtpVerb.Unknown, 16).With(SmtpVerb.Rset, 6).With(SmtpVerb.StartTls, 10);

    private static readonly Arbitrary<(string Input, int[] Cuts)> s_inputs = (
        from parts in Gen.Elements("NOOP", "RSET", "STARTTLS", "MAIL FROM:<a@b.test>", " ", "x", "xxxxxxxxxx", "\r\n", "\r\n", "\r\n", "\r", "\n", "\0", ".").ListOf()
        let input = string.Concat(parts)
        from cuts in Gen.Choose(0, Math.Max(1, input.Length)).ListOf()
        select (input, cuts.ToArray())).ToArbitrary();

    [Fact]
    public void Pipelined_lines_come_one_by_one()
        => Assert.Equal(["Line:RSET", "Line:NOOP", "Line:"], Events("RSET\r\nNOOP\r\n\r\nQUI", [], CommandLengths.Default));

    [Theory]
    [InlineData("NOOP 6789012345678\r\n", "Line:NOOP 6789012345678")]
    [InlineData("NOOP 67890123456789\r\n", "TooLong")]
    [InlineData("NOOP 67890123456789012345678901\r\nRSET\r\n", "TooLong|Line:RSET")]
    [InlineData("NOOP 678901234567890\rMAIL FROM:<a@b.test>\r\nRSET\r\n", "TooLong|Line:RSET")]
    [InlineData("NOOP 678901234567890\nMAIL FROM:<a@b.test>\r\nRSET\r\n", "TooLong|Line:RSET")]
    [InlineData("NOOP 67890123456789\r\r\nRSET\r\n", "TooLong|Line:RSET")]
    [InlineData("RSET now\r\nNOOP\r\n", "TooLong|Line:NOOP")]
    [InlineData("UNKNOWN 890123\r\n", "Line:UNKNOWN 890123")]
    [InlineData("RCPT TO:<a@b.test>\nRCPT TO:<c@d.test>\r\nNOOP\r\n", "BareLineFeed|Line:NOOP")]
    [InlineData("NOOP\nNOOP\nNOOP\n", "BareLineFeed")]
    [InlineData("\nNOOP\r\nRSET\r\n", "BareLineFeed|Line:RSET")]
    [InlineData("NOOP\n\r\nRSET\r\n", "BareLineFeed|Line:RSET")]
    [InlineData("EHLO a\rMAIL FROM:<x@y.test>\r\n", "Line:EHLO a\rMAIL FROM:<x@y.test>")]
    [InlineData("NOOP\r\r\nRSET\r\n", "Line:NOOP\r|Line:RSET")]
    public void Only_crlf_ends_a_line_and_no_tail_of_a_refused_line_is_a_line(string input, string events)
    {
        var expected = events.Split('|');
        var octets = Segments.Octets(input);
        Assert.Equal(expected, Events(input, [], s_short));
        Assert.Equal(expected, Events(input, Segments.Everywhere(octets), s_short));
        foreach (var cut in Segments.Everywhere(octets))
        {
            Assert.Equal(expected, Events(input, [cut], s_short));
        }
    }

    [Fact]
    public void What_is_found_does_not_depend_on_segments()
        => Prop.ForAll(s_inputs, input => Assert.Equal(Events(input.Input, [], s_short), Events(input.Input, input.Cuts, s_short))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_that_never_ends_is_told_at_once_and_not_kept()
    {
        var reader = new SmtpLineReader(CommandLengths.Default);
        var buffer = Segments.Of(new string('x', 512));

        Assert.Equal(SmtpLineStatus.TooLong, reader.Read(ref buffer, out _));
        Assert.True(reader.IsDiscarding && buffer.IsEmpty);

        buffer = Segments.Of(new string('x', 100_000));
        Assert.Equal(SmtpLineStatus.Incomplete, reader.Read(ref buffer, out _));
        Assert.True(buffer.IsEmpty);
    }

    [Fact]
    public void Authentication_responses_have_their_own_limit()
    {
        var reader = new SmtpLineReader(CommandLengths.Default);
        var buffer = Segments.Of($"{new string('A', 12286)}\r\n{new string('A', 12287)}\r\nNOOP\r\n");

        Assert.Equal(SmtpLineStatus.Line, reader.ReadAuthenticationResponse(ref buffer, out var line));
        Assert.Equal(12286, line.Length);
        Assert.Equal(SmtpLineStatus.TooLong, reader.ReadAuthenticationResponse(ref buffer, out _));
        Assert.Equal(SmtpLineStatus.Line, reader.Read(ref buffer, out _));
    }

    [Fact]
    public void A_reset_forgets_what_was_being_discarded()
    {
        var reader = new SmtpLineReader(CommandLengths.Default);
        var buffer = Segments.Of("NOOP\nNOOP");
        Assert.Equal(SmtpLineStatus.BareLineFeed, reader.Read(ref buffer, out _));

        reader.Reset();
        buffer = Segments.Of("EHLO a.test\r\n");

        Assert.Equal(SmtpLineStatus.Line, reader.Read(ref buffer, out _));
    }

    /// <summary>Receives part after part, as a pipe does: what was not consumed stays in front of what comes next.</summary>
    private static List<string> Events(string input, IEnumerable<int> cuts, CommandLengths lengths)
    {
        var reader = new SmtpLineReader(lengths);
        var events = new List<string>();
        var kept = Array.Empty<byte>();
        foreach (var part in Segments.Parts(Segments.Octets(input), cuts))
        {
            var buffer = Segments.Cut([.. kept, .. part], kept.Length);
            while (reader.Read(ref buffer, out var line) is var status && status != SmtpLineStatus.Incomplete)
            {
                events.Add(status == SmtpLineStatus.Line ? $"Line:{Encoding.Latin1.GetString(line)}" : status.ToString());
            }

            kept = buffer.ToArray();
        }

        return events;
    }
}
