using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>
/// Makes connections to one server that are ready for MAIL. There is no way from TLS to clear: a connector that requires TLS says nothing but EHLO and STARTTLS
/// before it.
/// </summary>
internal sealed class RelayDialer(SendConnector connector, FrontEndServer server, RelayOptions options)
{
    private readonly RelayHandshake _handshake = new(connector, server, options.Time, options.Logger);
    private readonly HelloCommand _ehlo = HelloCommand.Ehlo(ClientName.From(connector.Fqdn));

    /// <summary>TCP, banner, EHLO, TLS and, unless it is left out, AUTH with the connector's credentials: all within the connect time-out.</summary>
    /// <exception cref="RelayException">No connection came about.</exception>
    public async ValueTask<RelayConnection> DialAsync(bool authenticate, CancellationToken cancellation)
    {
        using var timeout = new StepTimeout(connector.ConnectTimeout, options.Time, cancellation);
        SmtpWire? wire = null;
        var step = "TCP";
        try
        {
            wire = await ConnectAsync(timeout.Token);

            // 1. TLS from the first byte, where the connector says so.
            if (connector.Tls == SendTls.Implicit)
            {
                step = "TLS";
                await SecureAsync(wire, timeout.Token);
            }

            // 2. The banner names the host; so may the first line of the answer to EHLO. Neither name leaves this server.
            step = "the banner";
            var banner = Accepted(await wire.ReadReplyAsync(connector.ConnectTimeout, timeout.Token), "its banner");
            step = "EHLO";
            var (hello, keywords) = await GreetAsync(wire, timeout.Token);

            // 3. STARTTLS, and EHLO again: what was announced in clear may have been anybody's (RFC 3207 section 4.2).
            if (connector.Tls == SendTls.Required)
            {
                step = "STARTTLS";
                await StartTlsAsync(wire, keywords, timeout.Token);
                step = "EHLO under TLS";
                (hello, keywords) = await GreetAsync(wire, timeout.Token);
            }

            // 4. Credentials, under TLS alone.
            if (authenticate && connector is { User: { } user, Password: { } password })
            {
                step = "AUTH";
                await AuthenticateAsync(wire, keywords, user, password.Reveal().ToString(), timeout.Token);
            }

            return new RelayConnection(wire, connector, server, keywords, InnerNames.Of(server, banner, hello));
        }
        catch (Exception e)
        {
            wire?.Note($"{step}: {e.Message}");
            wire?.Dispose();
            if (e is OperationCanceledException or RelayException { Failure: RelayFailure.TimedOut } && timeout.IsOver)
            {
                throw timeout.Failure($"a connection ({step} was the last step)", e);
            }

            throw;
        }
    }

    private async ValueTask<SmtpWire> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), cancellation);

            // Asks the socket who is at its other end, which fails when that has hung up already.
            return new SmtpWire(socket, options.Time, options.Trace(connector));
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new RelayException(RelayFailure.Unreachable, e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<(SmtpReply Hello, EhloKeywords Keywords)> GreetAsync(SmtpWire wire, CancellationToken cancellation)
    {
        var hello = await wire.AskAsync(_ehlo, connector.ConnectTimeout, cancellation);
        if (hello.IsPermanentFailure && connector is { Tls: SendTls.Off, User: null })
        {
            // A server of before 1995 knows HELO only. Under TLS there is none such.
            return (Accepted(await wire.AskAsync(HelloCommand.Helo(_ehlo.Name), connector.ConnectTimeout, cancellation), "HELO"), EhloKeywords.None);
        }

        return (Accepted(hello, "EHLO"), EhloKeywords.Parse(hello));
    }

    private async ValueTask StartTlsAsync(SmtpWire wire, EhloKeywords keywords, CancellationToken cancellation)
    {
        if (!keywords.Has(SmtpExtensions.StartTls))
        {
            throw new RelayException(RelayFailure.NoStartTls, "the server does not offer STARTTLS, and the connector requires TLS");
        }

        var reply = await wire.AskAsync(SimpleCommand.StartTls, connector.ConnectTimeout, cancellation);
        if (reply.Code != 220)
        {
            throw new RelayException(RelayFailure.NoStartTls, $"the server answered STARTTLS with {reply}");
        }

        wire.ThrowIfInjected();
        await SecureAsync(wire, cancellation);
    }

    private async ValueTask SecureAsync(SmtpWire wire, CancellationToken cancellation)
    {
        var (tls, agreed) = await _handshake.SecureAsync(wire.Stream, cancellation);
        wire.Secure(tls);
        wire.Note(agreed);
    }

    private async ValueTask AuthenticateAsync(SmtpWire wire, EhloKeywords keywords, string user, string password, CancellationToken cancellation)
    {
        if (connector.Tls == SendTls.Off)
        {
            throw new RelayException(RelayFailure.AuthenticationFailed, "a password is never sent in clear");
        }

        var reply = await SmtpAuthentication.ExchangeAsync(wire, keywords, user, password, connector.ConnectTimeout, cancellation)
            ?? throw new RelayException(RelayFailure.AuthenticationFailed, "the server offers neither AUTH PLAIN nor AUTH LOGIN");
        if (!reply.IsSuccess)
        {
            throw new RelayException(RelayFailure.AuthenticationFailed, $"the server answered AUTH with {reply}");
        }
    }

    private static SmtpReply Accepted(SmtpReply reply, string step) =>
        reply.IsSuccess ? reply : throw new RelayException(RelayFailure.Refused, $"{step} was {reply}");
}
