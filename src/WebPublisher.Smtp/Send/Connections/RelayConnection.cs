using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>One connection to one server, past its EHLO. Speaks one transaction at a time.</summary>
internal sealed class RelayConnection(SmtpWire wire, SendConnector connector, FrontEndServer server, EhloKeywords keywords, InnerNames innerNames) : IDisposable
{
    // Politeness has no claim on anybody's time: nothing depends on the answer to QUIT.
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(5);

    /// <summary>Its octets.</summary>
    public SmtpWire Wire => wire;

    /// <summary>The server at its other end.</summary>
    public FrontEndServer Server => server;

    /// <summary>What the server announced.</summary>
    public EhloKeywords Keywords => keywords;

    /// <summary>What must not be seen of the server's replies.</summary>
    public InnerNames InnerNames => innerNames;

    /// <summary>Transactions begun.</summary>
    public int Transactions { get; private set; }

    /// <summary>When it was last put aside, as a timestamp of the relay's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Whether the server has said that it is about to close.</summary>
    public bool IsClosing { get; set; }

    /// <summary>Whether another transaction may use it.</summary>
    public bool IsReusable => !wire.IsBroken && !IsClosing && Transactions < connector.MessagesPerConnection;

    /// <summary>Whether commands may be sent before earlier ones were answered.</summary>
    public bool IsPipelining => keywords.Has(SmtpExtensions.Pipelining);

    /// <summary>
    /// Says MAIL. On a connection that was used before, RSET goes ahead. Where the server offers PIPELINING, both and a RCPT go out in one packet, so that they cost the
    /// time of one.
    /// </summary>
    /// <param name="mail">The command.</param>
    /// <param name="pipelined">A command to send along, for a server that offers PIPELINING. After a success its answer is still to be read.</param>
    /// <param name="cancellation">The client is gone.</param>
    /// <returns>The server's answer to MAIL, or null when a used connection turned out to be of no more use before anything was accepted.</returns>
    /// <exception cref="RelayException">A fresh connection broke.</exception>
    public async ValueTask<SmtpReply?> BeginAsync(MailCommand mail, RcptCommand? pipelined, CancellationToken cancellation)
    {
        var isUsed = Transactions++ > 0;
        try
        {
            if (isUsed)
            {
                wire.Write(SimpleCommand.Rset);
                if (!IsPipelining)
                {
                    await wire.FlushAsync(connector.CommandTimeout, cancellation);
                    if (!await IsResetAsync(cancellation))
                    {
                        return null;
                    }
                }
            }

            wire.Write(mail);
            if (pipelined is not null)
            {
                wire.Write(pipelined);
            }

            await wire.FlushAsync(connector.CommandTimeout, cancellation);
            if (isUsed && IsPipelining && !await IsResetAsync(cancellation))
            {
                return null;
            }

            var reply = await wire.ReadReplyAsync(connector.CommandTimeout, cancellation);
            IsClosing |= reply.Code == 421;
            if (isUsed && IsClosing)
            {
                return null;
            }

            if (pipelined is not null && reply.Code >= 400 && !IsClosing)
            {
                await SkipReplyAsync(cancellation);
            }

            return reply;
        }
        catch (RelayException) when (isUsed)
        {
            return null;
        }
    }

    /// <summary>Says goodbye and closes.</summary>
    public async Task QuitAsync()
    {
        try
        {
            if (!wire.IsBroken && !IsClosing)
            {
                await wire.AskAsync(SimpleCommand.Quit, s_farewell, CancellationToken.None);
            }
        }
        catch (RelayException)
        {
            // The server left without a word. The trace has it; nothing was at stake.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes at once.</summary>
    public void Dispose() => wire.Dispose();

    /// <summary>The answer to a RCPT behind a MAIL that was refused: it says nothing, but whoever does not read it takes it for the answer to what comes next.</summary>
    private async ValueTask SkipReplyAsync(CancellationToken cancellation)
    {
        try
        {
            await wire.ReadReplyAsync(connector.CommandTimeout, cancellation);
        }
        catch (RelayException)
        {
            // The wire is broken, which keeps the connection from being used again. MAIL was answered all the same.
        }
    }

    private async ValueTask<bool> IsResetAsync(CancellationToken cancellation) =>
        (await wire.ReadReplyAsync(connector.ConnectTimeout, cancellation)).IsSuccess;
}
