using BenchmarkDotNet.Attributes;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Benchmarks.Mail;

/// <summary>What it costs to read the commands of a message's envelope.</summary>
public class SmtpCommandParserBenchmarks
{
    private const SmtpExtensions Offered = SmtpExtensions.Size | SmtpExtensions.EightBitMime | SmtpExtensions.Dsn | SmtpExtensions.SmtpUtf8;

    [Benchmark]
    public SmtpCommand? Mail() => Parse("MAIL FROM:<first.last@client.example> SIZE=84000 BODY=8BITMIME"u8);

    [Benchmark]
    public SmtpCommand? Rcpt() => Parse("RCPT TO:<first.last@corp.example>"u8);

    [Benchmark]
    public SmtpCommand? Data() => Parse("DATA"u8);

    [Benchmark]
    public SmtpCommand? Refused() => Parse("MAIL FROM:<first.last@client.example>junk"u8);

    private static SmtpCommand? Parse(ReadOnlySpan<byte> line) => SmtpCommandParser.TryParse(line, Offered, smtpUtf8: false, out var command, out _) ? command : null;
}
