using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Lines;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Demo.MailServer;

/// <summary>One SMTP session with the demo's mail server.</summary>
internal sealed class InnerMailSession : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly ContentLimits s_limits = new() { MaximumSize = InnerMailServer.MaximumMessage };

    private readonly SslServerAuthenticationOptions _tls;
    private readonly MailStore _store;
    private readonly TimeProvider _time;
    private readonly HashSet<DemoAccount> _recipients = [];
    private readonly SmtpLineReader _lines = new(CommandLengths.Default);
    private Stream _stream;
    private PipeReader _input;
    private MailCommand? _mail;
    private bool _isSecure;

    public InnerMailSession(Stream stream, SslServerAuthenticationOptions tls, MailStore store, TimeProvider time)
    {
        _stream = stream;
        _input = Reader(stream);
        _tls = tls;
        _store = store;
        _time = time;
    }

    public void Dispose() => _stream.Dispose();

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SayAsync(SmtpReplies.Banner(InnerMailServer.InnerName), cancellation);
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (!SmtpCommandParser.TryParse(line, Offered.Extensions, _mail?.Parameters.SmtpUtf8 ?? false, out var command, out var error))
            {
                await SayAsync(SyntaxReplies.For(SmtpVerb.Unknown, error), cancellation);
                continue;
            }

            switch (command.Verb)
            {
                case SmtpVerb.Quit:
                    await SayAsync(SmtpReplies.Closing, cancellation);
                    return;
                case SmtpVerb.StartTls when !_isSecure:
                    await SayAsync(SmtpReplies.ReadyForTls, cancellation);
                    await SecureAsync(cancellation);
                    break;
                case SmtpVerb.Data when _recipients.Count > 0:
                    await SayAsync(SmtpReplies.StartInput, cancellation);
                    await SayAsync(await TakeContentAsync(cancellation), cancellation);
                    break;
                default:
                    await SayAsync(Answer(command), cancellation);
                    break;
            }
        }
    }

    private EhloKeywords Offered => new()
    {
        Extensions = SmtpExtensions.Size | SmtpExtensions.EightBitMime | SmtpExtensions.Pipelining | SmtpExtensions.EnhancedStatusCodes | SmtpExtensions.SmtpUtf8
            | (_isSecure ? SmtpExtensions.None : SmtpExtensions.StartTls),
        MaximumSize = InnerMailServer.MaximumMessage,
    };

    private SmtpReply Answer(SmtpCommand command)
    {
        switch (command)
        {
            case HelloCommand { Verb: SmtpVerb.Ehlo }:
                Reset();
                return SmtpReplies.Ehlo(InnerMailServer.InnerName, IPAddress.Loopback, Offered);
            case HelloCommand:
                Reset();
                return SmtpReplies.Helo(InnerMailServer.InnerName, IPAddress.Loopback);
            case MailCommand when !_isSecure:
                return SmtpReplies.MustStartTls;
            case MailCommand mail:
                Reset();
                _mail = mail;
                return mail.Parameters.Size > InnerMailServer.MaximumMessage ? SmtpReplies.MessageTooLarge : SmtpReplies.SenderOk;
            case RcptCommand when _mail is null:
                return SmtpReplies.NeedSender;
            case RcptCommand recipient:
                return AddRecipient(recipient);
            case { Verb: SmtpVerb.Data }:
                return SmtpReplies.NeedRecipient;
            case { Verb: SmtpVerb.Rset }:
                Reset();
                return SmtpReplies.Resetting;
            case { Verb: SmtpVerb.Noop }:
                return SmtpReplies.Ok;
            default:
                return SmtpReplies.NotImplemented;
        }
    }

    private SmtpReply AddRecipient(RcptCommand command)
    {
        // The bare postmaster is whoever looks after the demo.
        var account = command.Recipient.IsBarePostmaster ? DemoAccount.All[0] : DemoAccount.Find(command.Recipient.Mailbox.ToString());
        if (account is null)
        {
            return SmtpReplies.UserUnknown;
        }

        _recipients.Add(account);
        return SmtpReplies.RecipientOk;
    }

    private async Task<SmtpReply> TakeContentAsync(CancellationToken cancellation)
    {
        var scanner = new MessageDataScanner(s_limits);
        var content = new ArrayBufferWriter<byte>();
        while (!scanner.IsEnded)
        {
            var read = await ReadAsync(cancellation);
            var buffer = read.Buffer;
            scanner.Scan(ref buffer, content);
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted && !scanner.IsEnded)
            {
                throw new EndOfStreamException("content broke off");
            }
        }

        var refusal = ContentReplies.For(scanner.Facts.Findings);
        if (refusal is null)
        {
            var message = ReceivedMail.Read(content.WrittenSpan);
            foreach (var account in _recipients)
            {
                _store.Deliver(account, message);
            }
        }

        Reset();
        return refusal ?? SmtpReply.Create(250, SmtpReplies.Ok.Status, "Delivered");
    }

    private void Reset()
    {
        _mail = null;
        _recipients.Clear();
    }

    private async Task SecureAsync(CancellationToken cancellation)
    {
        // What the reader holds was received in clear and goes with it (RFC 3207 section 4.2).
        await _input.CompleteAsync();
        _lines.Reset();
        Reset();
        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(_tls, cancellation).WaitAsync(s_patience, _time, cancellation);
        _input = Reader(tls);
        _isSecure = true;
    }

    private async Task<byte[]?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await ReadAsync(cancellation);
            var buffer = read.Buffer;
            var status = _lines.Read(ref buffer, out var line);
            var text = status == SmtpLineStatus.Line ? line.ToArray() : null;
            _input.AdvanceTo(buffer.Start, text is null ? buffer.End : buffer.Start);
            if (text is not null)
            {
                return text;
            }

            if (status != SmtpLineStatus.Incomplete)
            {
                await SayAsync(SmtpReplies.LineTooLongClosing, cancellation);
                return null;
            }

            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private Task<ReadResult> ReadAsync(CancellationToken cancellation) => _input.ReadAsync(cancellation).AsTask().WaitAsync(s_patience, _time, cancellation);

    private async Task SayAsync(SmtpReply reply, CancellationToken cancellation) => await _stream.WriteAsync(reply.Wire, cancellation);

    private static PipeReader Reader(Stream stream) => PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
}
