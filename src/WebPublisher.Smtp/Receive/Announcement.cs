using WebPublisher.Mail.Smtp;

namespace WebPublisher.Smtp.Receive;

/// <summary>What EHLO announces: what this server can do, and what the inner servers can honour.</summary>
internal static class Announcement
{
    /// <summary>Known of nobody: what every server of the last decades can do. A message that turns out not to fit is refused, not mangled.</summary>
    private const SmtpExtensions Unasked = SmtpExtensions.EightBitMime;

    private const SmtpExtensions Inner = SmtpExtensions.EightBitMime | SmtpExtensions.SmtpUtf8 | SmtpExtensions.Dsn;

    /// <summary>The keywords for a client as it stands now.</summary>
    public static EhloKeywords For(SessionFacts session)
    {
        var binding = session.Binding;
        var inner = Inner;
        var size = binding.Connector.Limits.MessageSize;
        foreach (var connector in binding.Relay.Reachable)
        {
            var keywords = session.Services.Relay.Capabilities(connector);
            inner &= keywords?.Extensions ?? Unasked;
            if (keywords?.MaximumSize is { } maximum)
            {
                size = Math.Clamp(maximum - Envelope.TraceAllowance, 1, size);
            }
        }

        var extensions = inner | SmtpExtensions.Pipelining | SmtpExtensions.EnhancedStatusCodes | SmtpExtensions.Size;
        extensions |= binding.Filter.IsEnabled(SmtpVerb.Bdat) ? SmtpExtensions.Chunking : SmtpExtensions.None;
        if (binding.Tls is not null && session.Tls is null && binding.Filter.IsEnabled(SmtpVerb.StartTls))
        {
            extensions |= SmtpExtensions.StartTls;
        }

        var offersAuth = binding.Credentials is not null && session.Tls is not null && session.User is null && binding.Filter.IsEnabled(SmtpVerb.Auth);
        return new EhloKeywords
        {
            Extensions = offersAuth ? extensions | SmtpExtensions.Auth : extensions,
            MaximumSize = size,
            AuthMechanisms = offersAuth ? ["PLAIN", "LOGIN"] : [],
        };
    }
}
