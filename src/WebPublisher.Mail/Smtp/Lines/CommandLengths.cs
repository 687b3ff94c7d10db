using System.Collections.Immutable;

namespace WebPublisher.Mail.Smtp.Lines;

/// <summary>
/// How many octets a command line may have, its CRLF included. RFC 5321 section 4.5.3.1.4 gives 512; extensions raise that for the verbs they extend. The short
/// lengths that firewalls once enforced (six octets for RSET) are possible by <see cref="With"/> but are not the default: they turn a harmless superfluous
/// argument, which deserves a 501, into a closed connection.
/// </summary>
public sealed class CommandLengths
{
    /// <summary>The most any verb may be given: the 12,288 octets of an authentication response (RFC 4954 section 4).</summary>
    public const int Maximum = 12288;

    private const int Ordinary = 512;

    private readonly ImmutableArray<int> _lengths;

    private CommandLengths(ImmutableArray<int> lengths)
    {
        _lengths = lengths;
    }

    /// <summary>
    /// 512, but for MAIL 1,195 (RFC 1870 +26, RFC 6152 +17, RFC 3461 +130, RFC 4954 +500, RFC 6531 +10), for RCPT 1,040 (RFC 3461 +528), for AUTH 12,288.
    /// </summary>
    public static CommandLengths Default { get; } = new(
        [.. Enumerable.Repeat(Ordinary, Enum.GetValues<SmtpVerb>().Length)
            .Select((length, verb) => (SmtpVerb)verb switch
            {
                SmtpVerb.Mail => length + 26 + 17 + 130 + 500 + 10,
                SmtpVerb.Rcpt => length + 528,
                SmtpVerb.Auth => Maximum,
                _ => length,
            }),]);

    /// <summary>The limit for <paramref name="verb"/> in octets, CRLF included.</summary>
    public int this[SmtpVerb verb] => _lengths[(int)verb];

    /// <summary>The shortest limit that <paramref name="verb"/> can be given: the verb and CRLF.</summary>
    public static int Shortest(SmtpVerb verb) => verb == SmtpVerb.Unknown ? 16 : SmtpVerbs.Text(verb).Length + 2;

    /// <summary>The same table with another limit for one verb.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below <see cref="Shortest"/> or above <see cref="Maximum"/>.</exception>
    public CommandLengths With(SmtpVerb verb, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, Shortest(verb));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Maximum);
        return new CommandLengths(_lengths.SetItem((int)verb, length));
    }
}
