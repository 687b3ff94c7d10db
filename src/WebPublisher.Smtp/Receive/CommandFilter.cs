using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive;

/// <summary>The SMTP filter of the policy, ready for use: which verbs may be said, and how long their lines may be.</summary>
/// <remarks>
/// Verbs that take no argument keep the 512 octets of RFC 5321 section 4.5.3.1.4 whatever the filter says: an argument to them is refused as what it is, with 501,
/// and nothing of it could reach an inner server, which is what ISA Server's six octets were to prevent.
/// </remarks>
internal sealed class CommandFilter
{
    private static readonly FrozenDictionary<string, SmtpVerb> s_names = Enum.GetValues<SmtpVerb>()
        .Where(verb => verb != SmtpVerb.Unknown)
        .ToFrozenDictionary(NameOf, StringComparer.OrdinalIgnoreCase);

    private readonly uint _enabled;

    public CommandFilter(SmtpFilterPolicy policy)
    {
        var lengths = CommandLengths.Default;
        foreach (var (name, length) in policy.MaximumLengths)
        {
            if (!s_names.TryGetValue(name, out var verb))
            {
                continue;
            }

            _enabled |= 1U << (int)verb;
            if (TakesArgument(verb))
            {
                lengths = lengths.With(verb, Math.Clamp(length + 2, CommandLengths.Shortest(verb), CommandLengths.Maximum));
            }
        }

        Lengths = lengths;
        Enabled = [.. s_names.Values.Where(IsEnabled).Order()];
    }

    /// <summary>The limits of lines, CRLF included.</summary>
    public CommandLengths Lengths { get; }

    /// <summary>The verbs that may be said.</summary>
    public ImmutableArray<SmtpVerb> Enabled { get; }

    /// <summary>Whether the verb may be said. Unknown ones are not the filter's business.</summary>
    public bool IsEnabled(SmtpVerb verb) => verb == SmtpVerb.Unknown || (_enabled & (1U << (int)verb)) != 0;

    private static string NameOf(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Mail => "MAIL FROM",
        SmtpVerb.Rcpt => "RCPT TO",
        _ => verb.ToString().ToUpperInvariant(),
    };

    private static bool TakesArgument(SmtpVerb verb) => verb is not (SmtpVerb.Data or SmtpVerb.Rset or SmtpVerb.Quit or SmtpVerb.StartTls);
}
