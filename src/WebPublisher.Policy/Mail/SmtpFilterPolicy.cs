using System.Collections.Frozen;

namespace WebPublisher.Policy.Mail;

/// <summary>ISA Server's SMTP filter: which verbs may be said, and how many bytes their lines may have without the line end.</summary>
/// <param name="MaximumLengths">Longest line by verb (upper case; <c>MAIL FROM</c> and <c>RCPT TO</c> under those names). A verb that is missing is disabled.</param>
public sealed record SmtpFilterPolicy(FrozenDictionary<string, int> MaximumLengths)
{
    /// <summary>
    /// ISA Server's table, raised where today's mail needs it: long host names, ESMTP parameters, NOOP with a text, CHUNKING and STARTTLS. VRFY and EXPN are disabled.
    /// </summary>
    public static SmtpFilterPolicy Default { get; } = new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["HELO"] = 512,
        ["EHLO"] = 512,
        ["MAIL FROM"] = 1290,
        ["RCPT TO"] = 1290,
        ["AUTH"] = 1024,
        ["DATA"] = 6,
        ["BDAT"] = 64,
        ["RSET"] = 6,
        ["QUIT"] = 6,
        ["HELP"] = 512,
        ["NOOP"] = 512,
        ["STARTTLS"] = 10,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
}
