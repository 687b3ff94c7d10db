using System.Buffers;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Mail.Spf;
using WebPublisher.Mail.Tests.Mime;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Fuzz;

/// <summary>Everything that reads what a stranger sends, with what must hold for any input.</summary>
internal sealed class FuzzTargets
{
    private static readonly CommandLengths s_lengths = CommandLengths.Default.With(SmtpVerb.Noop, 40).With(SmtpVerb.Unknown, 64);
    private static readonly ContentLimits s_limits = new() { MaximumSize = 2000, MaximumHeader = 600, MaximumHops = 2 };

    private static readonly ReservedFields s_reserved = new(service => service.Text.Length % 2 == 0);

    private static readonly ContentScorer s_scorer = new(RuleSet.Shipped, new TokenKey(new byte[TokenKey.Length]));

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _again = new();

    /// <summary>Runs all targets; throws if one of them does, or if cutting the input in two changes what is found.</summary>
    public void Run(ReadOnlyMemory<byte> input, int cut)
    {
        Commands(input, cut);
        Words(input.Span);
        Replies(input, cut);
        Data(input.Span, cut);
        Chunks(input, cut);
        Fields(input, cut);
        Walk(input, cut);
        Names(input.Span);
        Score(input);
    }

    private static void Score(ReadOnlyMemory<byte> input)
    {
        using var content = new MemoryStream(input.ToArray());
        var digest = MessageDigester.DigestAsync(content, [], MimeLimits.Default, CancellationToken.None).GetAwaiter().GetResult();
        var verdict = s_scorer.Judge(MailFacts.Of(digest), LearnedModel.Empty);
        Check(double.IsFinite(verdict.LogOdds), "every message has a score");
        var html = new HtmlReading();
        new HtmlReader(Encoding.Latin1.GetString(input.Span), html).Read();
        Check(html.HiddenCharacters + html.Visible.Length <= 2 * input.Length, "nothing is shown that is not there");
    }

    private static void Names(ReadOnlySpan<byte> input)
    {
        var response = DnsMessageReader.Read(input, out var error);
        Check(response is null == (error != DnsMessageError.None), "what is no response has a reason");
        foreach (var record in response?.Answers ?? [])
        {
            Check(!record.Name.ToString().AsSpan().ContainsAnyExceptInRange('!', '~'), "a name can be logged as it is");
            Check(AliasChain.Follow(response!.Answers, record.Name, DnsType.A).Length <= AliasChain.MaximumLength + 1, "aliases are given up");
        }

        var text = Encoding.Latin1.GetString(input);
        Check(!DnsName.TryParse(text, out var name) || (DnsName.TryParse(name.ToPlainText(), out var again) && again.IsSpelt(name)), "a written name is the same name");
        Check(!Mailbox.TryReadOnly(text, out var mailbox) || MailAddress.TryParse(mailbox.ToString(), out _, out _), "the address of a mailbox is one");
        Check(SpfRecordParser.TryParse(text, out _, out var reason) == (reason.Length == 0), "what is no record has a reason");
        Check(!reason.AsSpan().ContainsAnyExceptInRange(' ', '~'), "a reason can be logged as it is");
    }

    private static void Walk(ReadOnlyMemory<byte> input, int cut)
    {
        var message = input.ToArray();
        Check(Walked.Over(message).Describe() == Walked.Over(message, limits: null, cut).Describe(), "what a message holds does not depend on segments");
    }

    private static void Check(bool holds, string property)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Does not hold: {property}");
        }
    }

    private void Commands(ReadOnlyMemory<byte> input, int cut)
    {
        // The first reader has everything at once; the second has the first part, then all that it left and the rest.
        var whole = new SmtpLineReader(s_lengths);
        var parts = new SmtpLineReader(s_lengths);
        var buffer = new ReadOnlySequence<byte>(input);
        var late = new ReadOnlySequence<byte>(input[..cut]);
        var arrived = false;
        SmtpLineStatus status;
        do
        {
            status = whole.Read(ref buffer, out var line);
            var other = parts.Read(ref late, out var otherLine);
            if (other == SmtpLineStatus.Incomplete && !arrived)
            {
                arrived = true;
                late = Segments.Cut([.. late.ToArray(), .. input[cut..].Span], (int)late.Length);
                other = parts.Read(ref late, out otherLine);
            }

            Check(status == other && line.Length == otherLine.Length, "lines do not depend on segments");
            if (status == SmtpLineStatus.Line)
            {
                Command(line.ToArray());
            }
        }
        while (status != SmtpLineStatus.Incomplete);
    }

    private void Command(byte[] line)
    {
        if (!SmtpCommandParser.TryParse(line, Wire.Everything, smtpUtf8: true, out var command, out var error))
        {
            Check(error.Reason != SmtpSyntaxReason.None && SyntaxReplies.For(SmtpVerb.Mail, error).Code >= 500, "what is no command has a reason and a reply");
            return;
        }

        if (command is UnknownCommand)
        {
            return;
        }

        _output.ResetWrittenCount();
        _again.ResetWrittenCount();
        command.WriteTo(_output);
        Check(!_output.WrittenSpan[..^2].ContainsAny("\r\n\0"u8), "no command is written as two");
        Check(SmtpCommandParser.TryParse(_output.WrittenSpan[..^2], Wire.Everything, smtpUtf8: true, out var read, out _), "a written command can be read");
        read!.WriteTo(_again);
        Check(_output.WrittenSpan.SequenceEqual(_again.WrittenSpan), "a command has one canonical form");
    }

    private static void Words(ReadOnlySpan<byte> input)
    {
        if (MailAddress.TryParse(input, smtpUtf8: true, out var address, out _))
        {
            Check(MailAddress.TryParse(address.ToString(), out var again, out _) && again.Equals(address), "a written address is the same address");
            Check(address.Domain.Unicode.Length > 0, "a domain can be shown");
        }

        if (MailDomain.TryParse(input, smtpUtf8: true, out var domain, out _))
        {
            Check(MailDomain.TryParse(domain.Text, out var again, out _) && again.Equals(domain), "a written domain is the same domain");
        }

        Check(!ClientName.TryParse(input, out var name) || !name.Text.AsSpan().ContainsAnyExceptInRange('!', '~'), "a client's name can be logged as it is");
        Check(!Xtext.TryDecode(input, out var text) || !text.AsSpan().ContainsAnyExceptInRange(' ', '~'), "xtext means printable text");
        AuthenticationResponse.Read(input, out _);
        _ = EnhancedStatus.TryRead(Encoding.Latin1.GetString(input), out _, out _);
    }

    private static void Replies(ReadOnlyMemory<byte> input, int cut)
    {
        var whole = new SmtpReplyReader();
        var parts = new SmtpReplyReader();
        var buffer = new ReadOnlySequence<byte>(input);
        var late = new ReadOnlySequence<byte>(input[..cut]);
        var arrived = false;
        ReplyReadStatus status;
        do
        {
            status = whole.Read(ref buffer, out var reply);
            var other = parts.Read(ref late, out var otherReply);
            if (other == ReplyReadStatus.Incomplete && !arrived)
            {
                arrived = true;
                late = Segments.Cut([.. late.ToArray(), .. input[cut..].Span], (int)late.Length);
                other = parts.Read(ref late, out otherReply);
            }

            Check(status == other && $"{reply}" == $"{otherReply}", "replies do not depend on segments");
            if (reply is not null)
            {
                EhloKeywords.Parse(reply);
            }
        }
        while (status == ReplyReadStatus.Reply);
    }

    private void Data(ReadOnlySpan<byte> input, int cut)
    {
        var whole = Scan(_output, input, []);
        var parts = Scan(_again, input[..cut], input[cut..]);

        Check(_output.WrittenSpan.SequenceEqual(_again.WrittenSpan) && whole == parts, "content does not depend on segments");
        if (whole.Facts.Findings == ContentFindings.None && whole.Ended)
        {
            var content = _output.WrittenSpan.ToArray();
            var stuffer = new DotStuffer();
            _again.ResetWrittenCount();
            stuffer.Write(content.AsSpan(0, Math.Min(cut, content.Length)), _again);
            stuffer.Write(content.AsSpan(Math.Min(cut, content.Length)), _again);
            stuffer.Complete(_again);
            var stuffed = _again.WrittenSpan.ToArray();
            Check(Scan(_output, stuffed, []).Ended && _output.WrittenSpan.SequenceEqual(content), "content that is stuffed and read again is the same");
        }
    }

    private static (bool Ended, ContentFacts Facts) Scan(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        output.ResetWrittenCount();
        var scanner = new MessageDataScanner(s_limits);
        while (scanner.Scan(ref first, out var content))
        {
            output.Write(content);
        }

        while (scanner.Scan(ref second, out var content))
        {
            output.Write(content);
        }

        return (scanner.IsEnded, scanner.Facts);
    }

    private void Chunks(ReadOnlyMemory<byte> input, int cut)
    {
        foreach (var binary in new[] { false, true })
        {
            var whole = new ChunkScanner(s_limits, binary);
            var parts = new ChunkScanner(s_limits, binary);
            _output.ResetWrittenCount();
            whole.Begin(input.Length);
            var buffer = new ReadOnlySequence<byte>(input);
            Check(whole.Scan(ref buffer, _output) && buffer.IsEmpty, "a chunk ends where it says");
            foreach (var part in new[] { input[..cut], input[cut..] })
            {
                parts.Begin(part.Length);
                buffer = new ReadOnlySequence<byte>(part);
                Check(parts.Scan(ref buffer, _output), "a chunk ends where it says");
            }

            Check(whole.Facts == parts.Facts, "content does not depend on chunks");
        }
    }

    private void Fields(ReadOnlyMemory<byte> input, int cut)
    {
        var whole = new HeaderFirewall(s_reserved);
        var parts = new HeaderFirewall(s_reserved);
        _output.ResetWrittenCount();
        _again.ResetWrittenCount();
        Pass(whole, _output, input);
        Pass(parts, _again, input[..cut], input[cut..]);

        Check(_output.WrittenSpan.SequenceEqual(_again.WrittenSpan) && whole.Opening == parts.Opening && whole.Removed == parts.Removed, "what is removed does not depend on segments");
        Check(_output.WrittenCount == input.Length == (whole.Removed == 0), "nothing is lost but fields");
        Check(whole.Names.All(name => !name.AsSpan().ContainsAnyExceptInRange('!', '~')), "a removed field's name can be logged as it is");
    }

    private static void Pass(HeaderFirewall firewall, ArrayBufferWriter<byte> output, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        foreach (var part in parts)
        {
            var rest = part;
            while (firewall.Next(ref rest, out var content))
            {
                output.Write(content.Span);
            }
        }

        output.Write(firewall.Complete().Span);
    }
}
