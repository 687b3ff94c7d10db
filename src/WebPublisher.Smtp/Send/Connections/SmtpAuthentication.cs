using System.Security.Cryptography;
using System.Text;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>AUTH as a client: PLAIN (RFC 4616), or LOGIN where a server offers nothing else. Called under TLS only.</summary>
internal static class SmtpAuthentication
{
    /// <summary>Shows credentials to a server.</summary>
    /// <returns>The server's final answer, or null when it offers no mechanism that is known here.</returns>
    /// <exception cref="RelayException">The exchange broke off.</exception>
    public static async ValueTask<SmtpReply?> ExchangeAsync(
        SmtpWire wire, EhloKeywords keywords, string user, string password, TimeSpan limit, CancellationToken cancellation)
    {
        if (keywords.AuthMechanisms.Contains("PLAIN", StringComparer.Ordinal))
        {
            return Final(await wire.AskAsync(new AuthCommand("PLAIN", Response($"\0{user}\0{password}")), limit, cancellation));
        }

        if (!keywords.AuthMechanisms.Contains("LOGIN", StringComparer.Ordinal))
        {
            return null;
        }

        var reply = await wire.AskAsync(new AuthCommand("LOGIN", InitialResponse: null), limit, cancellation);
        foreach (var answer in (string[])[user, password])
        {
            if (reply.Code != 334)
            {
                break;
            }

            wire.Write(Response(answer));
            await wire.FlushAsync(limit, cancellation);
            reply = await wire.ReadReplyAsync(limit, cancellation);
        }

        return Final(reply);
    }

    /// <summary>A challenge where the exchange is over is no answer.</summary>
    private static SmtpReply Final(SmtpReply reply) =>
        reply.IsIntermediate ? throw new RelayException(RelayFailure.Garbled, $"the server answered credentials with {reply.Code}") : reply;

    private static AuthenticationResponse Response(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        try
        {
            return AuthenticationResponse.From(octets);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(octets);
        }
    }
}
