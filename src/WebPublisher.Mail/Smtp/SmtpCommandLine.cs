using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Smtp;

/// <summary>A command line cut into verb and argument. It refers to the octets it was read from.</summary>
public readonly ref struct SmtpCommandLine
{
    private SmtpCommandLine(SmtpVerb verb, ReadOnlySpan<byte> word, ReadOnlySpan<byte> argument)
    {
        Verb = verb;
        Word = word;
        Argument = argument;
    }

    /// <summary>The verb.</summary>
    public SmtpVerb Verb { get; }

    /// <summary>The verb as it was written: what stands before the first space. May be empty.</summary>
    public ReadOnlySpan<byte> Word { get; }

    /// <summary>What stands behind the first space, without trailing spaces, which RFC 5321 section 4.1.1 asks to tolerate.</summary>
    public ReadOnlySpan<byte> Argument { get; }

    /// <summary>Cuts a line. Octets above 127 pass if the verb's argument may hold an address; the parser of the address decides on them.</summary>
    /// <param name="line">The line without its CRLF.</param>
    /// <param name="command">The parts.</param>
    /// <param name="reason">Why the line is refused before anybody looks at what it asks.</param>
    public static bool TryParse(ReadOnlySpan<byte> line, out SmtpCommandLine command, out SmtpSyntaxReason reason)
    {
        command = default;
        reason = SmtpSyntaxReason.EmptyLine;
        if (line.IsEmpty)
        {
            return false;
        }

        if (line.ContainsAny(Octets.Controls))
        {
            reason = Judge(line);
            return false;
        }

        var space = line.IndexOf((byte)' ');
        var word = space < 0 ? line : line[..space];
        var argument = space < 0 ? [] : line[(space + 1)..].TrimEnd((byte)' ');
        var verb = SmtpVerbs.Recognize(word);
        if (verb is not (SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Vrfy or SmtpVerb.Expn) && !Ascii.IsValid(line))
        {
            reason = SmtpSyntaxReason.NonAscii;
            return false;
        }

        reason = SmtpSyntaxReason.None;
        command = new SmtpCommandLine(verb, word, argument);
        return true;
    }

    /// <summary>Names the worst control character: those that end lines for careless software first.</summary>
    private static SmtpSyntaxReason Judge(ReadOnlySpan<byte> line)
        => line.Contains((byte)'\n') ? SmtpSyntaxReason.BareLineFeed
            : line.Contains((byte)'\r') ? SmtpSyntaxReason.BareCarriageReturn
            : line.Contains((byte)0) ? SmtpSyntaxReason.NulByte
            : SmtpSyntaxReason.ControlCharacter;
}
