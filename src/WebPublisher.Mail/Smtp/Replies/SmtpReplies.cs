using System.Net;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>
/// The replies this product gives, in one place. Their wording is that of the mail systems whose place it takes, which administrators search for; they tell a
/// peer little, the reason goes to the log.
/// </summary>
public static class SmtpReplies
{
    /// <summary>STARTTLS: begin the handshake.</summary>
    public static SmtpReply ReadyForTls { get; } = Reply(220, "2.0.0", "SMTP server ready");

    /// <summary>QUIT.</summary>
    public static SmtpReply Closing { get; } = Reply(221, "2.0.0", "Service closing transmission channel");

    /// <summary>AUTH succeeded.</summary>
    public static SmtpReply Authenticated { get; } = Reply(235, "2.7.0", "Authentication successful");

    /// <summary>NOOP.</summary>
    public static SmtpReply Ok { get; } = Reply(250, "2.0.0", "OK");

    /// <summary>RSET.</summary>
    public static SmtpReply Resetting { get; } = Reply(250, "2.0.0", "Resetting");

    /// <summary>MAIL.</summary>
    public static SmtpReply SenderOk { get; } = Reply(250, "2.1.0", "Sender OK");

    /// <summary>RCPT.</summary>
    public static SmtpReply RecipientOk { get; } = Reply(250, "2.1.5", "Recipient OK");

    /// <summary>VRFY and EXPN: nothing is told about who exists.</summary>
    public static SmtpReply CannotVerify { get; } = Reply(252, "2.1.5", "Cannot VRFY user");

    /// <summary>DATA: go ahead. Carries no enhanced status.</summary>
    public static SmtpReply StartInput { get; } = SmtpReply.Create(354, "Start mail input; end with <CRLF>.<CRLF>");

    /// <summary>The server is going down or not serving.</summary>
    public static SmtpReply ServiceNotAvailable { get; } = Reply(421, "4.3.2", "Service not available, closing transmission channel");

    /// <summary>Too many connections, in all or from this source.</summary>
    public static SmtpReply TooManyConnections { get; } = Reply(421, "4.3.2", "The maximum number of concurrent connections has been exceeded");

    /// <summary>The client was silent too long.</summary>
    public static SmtpReply TimedOut { get; } = Reply(421, "4.4.2", "Connection timed out, closing transmission channel");

    /// <summary>The protocol errors of this session reached their limit.</summary>
    public static SmtpReply TooManyErrors { get; } = Reply(421, "4.7.0", "Too many errors on this connection, closing transmission channel");

    /// <summary>The commands of this session that brought no message nearer reached their limit.</summary>
    public static SmtpReply TooManyIdleCommands { get; } = Reply(421, "4.7.0", "Too many commands without mail, closing transmission channel");

    /// <summary>Failed logons reached their limit, or the source or user is locked out.</summary>
    public static SmtpReply LockedOut { get; } = Reply(421, "4.7.0", "Too many failed logons, closing transmission channel");

    /// <summary>A command line too long to be read.</summary>
    public static SmtpReply LineTooLongClosing { get; } = Reply(421, "4.5.2", "Command line too long, closing transmission channel");

    /// <summary>The rate of messages reached its limit.</summary>
    public static SmtpReply SubmissionRateExceeded { get; } = Reply(421, "4.4.2", "Message submission rate for this client has exceeded the configured limit");

    /// <summary>The inner server cannot be asked.</summary>
    public static SmtpReply InnerServerUnavailable { get; } = Reply(451, "4.4.0", "Temporary server error. Please try again later");

    /// <summary>No inner server could be reached.</summary>
    public static SmtpReply InnerServerUnreachable { get; } = Reply(451, "4.4.1", "Temporary server error. Please try again later");

    /// <summary>The inner server broke off, fell silent or spoke nonsense before it had answered for the message.</summary>
    public static SmtpReply InnerServerBrokeOff { get; } = Reply(451, "4.4.2", "Temporary server error. Please try again later");

    /// <summary>451 4.4.3 (RFC 3463 section 3.5, directory server failure): nobody can say at the moment whether the recipient exists.</summary>
    public static SmtpReply DirectoryUnavailable { get; } = Reply(451, "4.4.3", "Temporary server error. Please try again later");

    /// <summary>As many connections to the inner servers are in use as there may be.</summary>
    public static SmtpReply InnerServerBusy { get; } = Reply(451, "4.4.5", "Temporary server error. Please try again later");

    /// <summary>Something failed here that is not the message's fault.</summary>
    public static SmtpReply LocalError { get; } = Reply(451, "4.3.0", "Temporary local error. Please try again later");

    /// <summary>The content filter finds a message to be spam, in Exchange's words.</summary>
    public static SmtpReply ContentRestricted { get; } = Reply(550, "5.7.1", "Message rejected due to content restrictions");

    /// <summary>What would have judged the mail failed.</summary>
    public static SmtpReply NotJudged { get; } = Reply(451, "4.7.0", "Temporary server error. Please try again later");

    /// <summary>The sender's domain cannot be asked now (RFC 7208 section 8.6).</summary>
    public static SmtpReply SenderDomainUnavailable { get; } = Reply(451, "4.4.3", "Temporary server error. Please try again later");

    /// <summary>No room for the message.</summary>
    public static SmtpReply InsufficientStorage { get; } = Reply(452, "4.3.1", "Insufficient system resources");

    /// <summary>The 200th recipient was taken; also a recipient whose route differs from the first's. The sender tries the rest in another transaction.</summary>
    public static SmtpReply TooManyRecipients { get; } = Reply(452, "4.5.3", "Too many recipients");

    /// <summary>TLS cannot be had now.</summary>
    public static SmtpReply TlsNotAvailable { get; } = Reply(454, "4.7.0", "TLS not available due to temporary reason");

    /// <summary>The authority on passwords cannot be asked.</summary>
    public static SmtpReply AuthenticationUnavailable { get; } = Reply(454, "4.7.0", "Temporary authentication failure");

    /// <summary>An unknown verb.</summary>
    public static SmtpReply UnrecognizedCommand { get; } = Reply(500, "5.5.1", "Unrecognized command");

    /// <summary>A line that is no command: empty, or with octets that no command holds.</summary>
    public static SmtpReply SyntaxError { get; } = Reply(500, "5.5.2", "Syntax error");

    /// <summary>A command line that exceeds its limit.</summary>
    public static SmtpReply LineTooLong { get; } = Reply(500, "5.5.2", "Command line too long");

    /// <summary>A line feed or carriage return alone in a command.</summary>
    public static SmtpReply BareLineEnding { get; } = Reply(500, "5.5.2", "Lines must end with CRLF");

    /// <summary>An argument that is missing, superfluous or malformed.</summary>
    public static SmtpReply InvalidArguments { get; } = Reply(501, "5.5.4", "Invalid arguments");

    /// <summary>A malformed sender address.</summary>
    public static SmtpReply InvalidSender { get; } = Reply(501, "5.1.7", "Invalid address");

    /// <summary>A malformed recipient address.</summary>
    public static SmtpReply InvalidRecipient { get; } = Reply(501, "5.1.3", "Invalid address");

    /// <summary>The client gave up an authentication exchange, or spoke no base64 in it.</summary>
    public static SmtpReply AuthenticationAborted { get; } = Reply(501, "5.5.2", "Authentication exchange aborted");

    /// <summary>HELO or EHLO with a name that is none.</summary>
    public static SmtpReply InvalidDomainName { get; } = Reply(501, "5.5.4", "Invalid domain name");

    /// <summary>A verb that is known but switched off.</summary>
    public static SmtpReply NotImplemented { get; } = Reply(502, "5.5.1", "Command not implemented");

    /// <summary>A command out of order.</summary>
    public static SmtpReply BadSequence { get; } = Reply(503, "5.5.1", "Bad sequence of commands");

    /// <summary>Any command before HELO or EHLO.</summary>
    public static SmtpReply SendHello { get; } = Reply(503, "5.5.2", "Send hello first");

    /// <summary>DATA or BDAT before a recipient was accepted.</summary>
    public static SmtpReply NeedRecipient { get; } = Reply(503, "5.5.2", "Need rcpt command");

    /// <summary>RCPT before a sender was accepted.</summary>
    public static SmtpReply NeedSender { get; } = Reply(503, "5.5.2", "Need mail command");

    /// <summary>MAIL within a transaction.</summary>
    public static SmtpReply SenderAlreadySpecified { get; } = Reply(503, "5.5.2", "Sender already specified");

    /// <summary>AUTH after AUTH, or within a transaction.</summary>
    public static SmtpReply AlreadyAuthenticated { get; } = Reply(503, "5.5.2", "Auth command used when already authenticated");

    /// <summary>STARTTLS under TLS.</summary>
    public static SmtpReply AlreadySecure { get; } = Reply(503, "5.5.2", "Only one STARTTLS command can be issued per session");

    /// <summary>AUTH by a mechanism that is not offered.</summary>
    public static SmtpReply UnrecognizedAuthentication { get; } = Reply(504, "5.7.4", "Unrecognized authentication type");

    /// <summary>AUTH, or mail where TLS is required, in the clear.</summary>
    public static SmtpReply MustStartTls { get; } = Reply(530, "5.7.0", "Must issue a STARTTLS command first");

    /// <summary>Mail without authentication on a connector that requires it.</summary>
    public static SmtpReply NotAuthenticated { get; } = Reply(530, "5.7.1", "Client was not authenticated");

    /// <summary>AUTH failed; why is not told.</summary>
    public static SmtpReply AuthenticationUnsuccessful { get; } = Reply(535, "5.7.8", "Authentication unsuccessful");

    /// <summary>No such recipient.</summary>
    public static SmtpReply UserUnknown { get; } = Reply(550, "5.1.1", "User unknown");

    /// <summary>A message that needs SMTPUTF8 for a server that does not offer it (RFC 6531 section 3.5).</summary>
    public static SmtpReply InternationalizationUnsupported { get; } = Reply(550, "5.6.7", "SMTPUTF8 is required but not supported by the server of the recipients");

    /// <summary>A recipient in a domain that is not accepted here, or a trick to relay.</summary>
    public static SmtpReply UnableToRelay { get; } = Reply(550, "5.7.1", "Unable to relay");

    /// <summary>The client may not speak here: its address, or that it spoke before the greeting.</summary>
    public static SmtpReply AccessDenied { get; } = Reply(554, "5.7.1", "Access denied");

    /// <summary>The client did not wait for a reply that it has to wait for (RFC 2920 section 3.1).</summary>
    public static SmtpReply ImproperPipelining { get; } = Reply(554, "5.5.0", "Improper use of SMTP command pipelining");

    /// <summary>The content filter's threshold was reached.</summary>
    public static SmtpReply ContentRestrictions { get; } = Reply(550, "5.7.1", "Message rejected due to content restrictions");

    /// <summary>An attachment that is not let in.</summary>
    public static SmtpReply UnacceptableAttachments { get; } = Reply(550, "5.7.1", "Message rejected due to unacceptable attachments");

    /// <summary>A message with malware; which, is not told.</summary>
    public static SmtpReply VirusFound { get; } = Reply(550, "5.7.1", "Message rejected because a virus was found in it");

    /// <summary>A message that cannot be looked into, where that is asked for.</summary>
    public static SmtpReply NotScannable { get; } = Reply(550, "5.7.1", "Message rejected because it cannot be scanned for viruses");

    /// <summary>The domain of whoever the header calls responsible does not permit the client (RFC 4406 section 5.3).</summary>
    public static SmtpReply SenderIdNotPermitted { get; } = Reply(550, "5.7.1", "Sender ID (PRA) Not Permitted");

    /// <summary>The domain of the envelope sender does not permit the client.</summary>
    public static SmtpReply MailFromNotPermitted { get; } = Reply(550, "5.7.1", "Sender ID (MAIL FROM) Not Permitted");

    /// <summary>The header calls nobody responsible, or more than one.</summary>
    public static SmtpReply MissingResponsibleAddress { get; } = Reply(550, "5.7.1", "Missing Purported Responsible Address");

    /// <summary>A message larger than is accepted, by SIZE or by what was sent.</summary>
    public static SmtpReply MessageTooLarge { get; } = Reply(552, "5.3.4", "Message size exceeds fixed maximum message size");

    /// <summary>A header larger than 256 KB, or whatever the connector allows.</summary>
    public static SmtpReply HeaderTooLarge { get; } = Reply(552, "5.3.4", "Message header size exceeds fixed maximum size");

    /// <summary>An address beyond ASCII without SMTPUTF8 (RFC 6531 section 3.5).</summary>
    public static SmtpReply NonAsciiAddress { get; } = Reply(553, "5.6.7", "Non-ASCII addresses not permitted without SMTPUTF8");

    /// <summary>The sender is on a block list.</summary>
    public static SmtpReply SenderDenied { get; } = Reply(554, "5.1.0", "Sender Denied");

    /// <summary>More Received fields than hops are believed possible (RFC 5321 section 6.3).</summary>
    public static SmtpReply HopCountExceeded { get; } = Reply(554, "5.4.6", "Hop count exceeded - possible mail loop");

    /// <summary>Content with bare carriage returns, bare line feeds or NUL.</summary>
    public static SmtpReply IllegalLineEndings { get; } = Reply(554, "5.6.0", "Message contains bare CR, bare LF or NUL");

    /// <summary>A text line longer than 1,000 octets.</summary>
    public static SmtpReply TextLineTooLong { get; } = Reply(554, "5.6.0", "Message contains a line that is too long");

    /// <summary>Content the inner server cannot be given: 8-bit, binary or UTF-8 where it offers none of these (RFC 6152 section 3, RFC 6531 section 3.3).</summary>
    public static SmtpReply ConversionRequired { get; } = Reply(554, "5.6.3", "Conversion required but not supported");

    /// <summary>A parameter that is not known or not offered (RFC 5321 section 4.1.1.11).</summary>
    public static SmtpReply UnsupportedParameter { get; } = Reply(555, "5.5.4", "Unsupported parameter");

    /// <summary>The greeting (RFC 5321 section 4.2): no version, no product.</summary>
    public static SmtpReply Banner(string host) => SmtpReply.Create(220, $"{host} ESMTP");

    /// <summary>The answer to HELO.</summary>
    public static SmtpReply Helo(string host, IPAddress client) => SmtpReply.Create(250, Greeting(host, client));

    /// <summary>The answer to EHLO.</summary>
    public static SmtpReply Ehlo(string host, IPAddress client, EhloKeywords keywords)
    {
        ArgumentNullException.ThrowIfNull(keywords);
        return keywords.ToReply(Greeting(host, client));
    }

    /// <summary>The answer to HELP.</summary>
    public static SmtpReply Help(IEnumerable<SmtpVerb> verbs)
        => Reply(214, "2.0.0", "This server supports the following commands:", string.Join(' ', verbs.Select(verb => verb.ToString().ToUpperInvariant())));

    /// <summary>A challenge of an authentication exchange; the caller gives base64.</summary>
    public static SmtpReply Challenge(string base64) => SmtpReply.Create(334, base64);

    /// <summary>A chunk was taken (RFC 3030 section 2).</summary>
    public static SmtpReply ChunkOk(long octets) => Reply(250, "2.0.0", $"{octets} octets received OK");

    /// <summary>A source whose reputation has fallen.</summary>
    public static SmtpReply RejectedByReputation(IPAddress client)
        => Reply(550, "5.7.1", $"Connection from IP address {client} was rejected by sender reputation.");

    /// <summary>Any refusal for reasons of policy whose text the operator or a block list gives.</summary>
    public static SmtpReply Refused(string text) => Reply(550, "5.7.1", text);

    private static string Greeting(string host, IPAddress client) => $"{host} Hello [{client}]";

    private static SmtpReply Reply(int code, string status, params ReadOnlySpan<string> lines)
        => SmtpReply.Create(code, EnhancedStatus.TryRead(status, out var parsed, out _) ? parsed : throw new ArgumentException($"'{status}' is no status.", nameof(status)), lines);
}
