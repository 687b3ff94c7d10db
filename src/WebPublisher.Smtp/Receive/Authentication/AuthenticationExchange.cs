using System.Buffers;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>AUTH PLAIN (RFC 4616) and LOGIN, under TLS only (RFC 4954 section 4).</summary>
internal sealed class AuthenticationExchange(SessionFacts session)
{
    private const int MaximumName = 255;

    // "Username:" and "Password:".
    private const string AskUser = "VXNlcm5hbWU6";
    private const string AskPassword = "UGFzc3dvcmQ6";

    public async ValueTask<Answer> RunAsync(AuthCommand command)
    {
        if (session.Binding.Credentials is not { } verifier)
        {
            session.Trace.Noted("auth: none, this connector lets nobody log on");
            return Answer.Error(SmtpReplies.NotImplemented);
        }

        if (session.Tls is null)
        {
            session.Trace.Noted("auth: basicOverTls, and this session is in clear");
            return SmtpReplies.MustStartTls;
        }

        if (session.User is not null)
        {
            return Answer.Error(SmtpReplies.AlreadyAuthenticated);
        }

        if (session.Services.Lockouts.IsLockedOut(session.Client.Address))
        {
            session.Trace.Noted("this source is locked out after failed logons");
            return Answer.Last(SmtpReplies.LockedOut, SessionEnd.LockedOut);
        }

        var (credentials, refusal) = command.Mechanism switch
        {
            "PLAIN" => await PlainAsync(command.InitialResponse),
            "LOGIN" => await LoginAsync(command.InitialResponse),
            _ => (null, Answer.Error(SmtpReplies.UnrecognizedAuthentication)),
        };
        return credentials is null ? refusal : await VerifyAsync(verifier, credentials);
    }

    private async ValueTask<Answer> VerifyAsync(CredentialVerifier verifier, Credentials credentials)
    {
        // Whether a user is locked out is not told: the answer is that to a wrong password.
        var lockouts = session.Services.Lockouts;
        var verdict = lockouts.IsLockedOut(credentials.User)
            ? PasswordVerdict.Refused
            : await verifier.VerifyAsync(credentials.User, credentials.Password, session.Disconnected);
        switch (verdict)
        {
            case PasswordVerdict.Accepted:
                lockouts.Succeeded(credentials.User);
                session.User = credentials.User;
                session.Offered = session.Offered with { Extensions = session.Offered.Extensions & ~SmtpExtensions.Auth };
                return SmtpReplies.Authenticated;
            case PasswordVerdict.Unavailable:
                return SmtpReplies.AuthenticationUnavailable;
            default:
                lockouts.Failed(session.Client.Address, credentials.User);
                return ++session.LogonFailures >= session.Binding.Connector.Limits.LogonFailures
                    ? Answer.Last(SmtpReplies.AuthenticationUnsuccessful, SessionEnd.LogonFailures)
                    : SmtpReplies.AuthenticationUnsuccessful;
        }
    }

    private async ValueTask<(Credentials? Credentials, Answer Refusal)> PlainAsync(AuthenticationResponse? initial)
    {
        var (response, refusal) = initial is null ? await AskAsync("") : (initial, default);
        return response is null ? (null, refusal) : Read(ParsePlain(response.Octets.Span));
    }

    private async ValueTask<(Credentials? Credentials, Answer Refusal)> LoginAsync(AuthenticationResponse? initial)
    {
        var (user, refusal) = initial is null ? await AskAsync(AskUser) : (initial, default);
        if (user is null)
        {
            return (null, refusal);
        }

        (var password, refusal) = await AskAsync(AskPassword);
        return password is null ? (null, refusal) : Read(Credentials.From(user.Octets.Span, password.Octets.Span, MaximumName));
    }

    private static (Credentials? Credentials, Answer Refusal) Read(Credentials? credentials) =>
        (credentials, credentials is null ? Answer.Error(SmtpReplies.AuthenticationAborted) : default);

    /// <summary>authzid NUL authcid NUL passwd; nobody may act for somebody else.</summary>
    private static Credentials? ParsePlain(ReadOnlySpan<byte> message)
    {
        var first = message.IndexOf((byte)0);
        var second = first < 0 ? -1 : message[(first + 1)..].IndexOf((byte)0);
        if (second < 0)
        {
            return null;
        }

        var user = message.Slice(first + 1, second);
        return first == 0 || message[..first].SequenceEqual(user) ? Credentials.From(user, message[(first + second + 2)..], MaximumName) : null;
    }

    private async ValueTask<(AuthenticationResponse? Response, Answer Refusal)> AskAsync(string challenge)
    {
        session.Channel.Write(SmtpReplies.Challenge(challenge));
        session.Services.Metrics.Replied(session.Binding.Connector.Name, 334);
        var read = await session.Channel.ReadAuthenticationResponseAsync();
        switch (read.Status)
        {
            case SmtpLineStatus.Line:
                session.Channel.TraceHidden(Redaction.Hidden);
                var response = AuthenticationResponse.Read(read.Line.IsSingleSegment ? read.Line.FirstSpan : read.Line.ToArray(), out _);
                return response is null || response.IsCancelled ? (null, Answer.Error(SmtpReplies.AuthenticationAborted)) : (response, default);
            case SmtpLineStatus.TooLong:
                return (null, Answer.Last(SmtpReplies.LineTooLong, SessionEnd.LineTooLong));
            case SmtpLineStatus.BareLineFeed:
                return (null, Answer.Last(SmtpReplies.BareLineEnding, SessionEnd.BareLineEnding));
            default:
                var end = session.Channel.End ?? SessionEnd.ClientClosed;
                return (null, Answer.Last(end == SessionEnd.ClientClosed ? null : SmtpReplies.TimedOut, end));
        }
    }
}
