using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>
/// The octets of one connection to a server: commands out, replies in, each step under a time-out. Once a step has failed the wire is broken for good: nobody can
/// know any more what a reply would answer.
/// </summary>
internal sealed class SmtpWire : IDisposable
{
    private static readonly byte[] s_redacted = [.. "(redacted)"u8];

    // Reads of no length wait without holding memory, of which idle connections would otherwise keep a block each.
    private static readonly StreamPipeReaderOptions s_readerOptions = new(bufferSize: 4096, leaveOpen: true, useZeroByteReads: true);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly ProtocolTrace _trace;
    private Stream _stream;
    private PipeReader _input;
    private SmtpReplyReader _replies = new();
    private bool _disposed;

    /// <summary>Takes over a connected socket.</summary>
    public SmtpWire(Socket socket, TimeProvider time, ProtocolTrace trace)
    {
        _socket = socket;
        _time = time;
        _trace = trace;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = Reader(_stream);
        trace.Connected(socket.LocalEndPoint, socket.RemoteEndPoint);
    }

    /// <summary>What is gathered to be sent by the next <see cref="FlushAsync"/>.</summary>
    public OutputBuffer Output { get; } = new();

    /// <summary>Whether a step failed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The stream itself, to begin TLS on.</summary>
    public Stream Stream => _stream;

    /// <summary>Gathers a command.</summary>
    public void Write(SmtpCommand command)
    {
        var start = Output.Count;
        command.WriteTo(Output);
        if (_trace.IsEnabled)
        {
            _trace.Sent(command is AuthCommand auth ? Redacted(auth) : Output.Written.Span[start..^2]);
        }
    }

    /// <summary>Gathers a line of an authentication exchange.</summary>
    public void Write(AuthenticationResponse response)
    {
        response.WriteTo(Output);
        _trace.Sent(s_redacted);
    }

    /// <summary>Whether <see cref="Note"/> reaches anybody.</summary>
    public bool IsTraced => _trace.IsEnabled;

    /// <summary>Tells the trace something that is no line.</summary>
    public void Note(string text) => _trace.Noted(text);

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="RelayException">No reply came about; the wire is broken.</exception>
    public async ValueTask<SmtpReply> AskAsync(SmtpCommand command, TimeSpan limit, CancellationToken cancellation)
    {
        Write(command);
        await FlushAsync(limit, cancellation);
        return await ReadReplyAsync(limit, cancellation);
    }

    /// <summary>Sends what is gathered. Nothing unread may be there: a reply that came before its command answers something else.</summary>
    /// <exception cref="RelayException">It could not be sent; the wire is broken.</exception>
    public async ValueTask FlushAsync(TimeSpan limit, CancellationToken cancellation)
    {
        ThrowIfBroken();
        ThrowIfAnythingIsBuffered();
        await StepAsync("sending", limit, static async (self, token) =>
        {
            await self._stream.WriteAsync(self.Output.Written, token);
            return true;
        }, cancellation);
        Output.Clear();
    }

    /// <summary>Waits for the next reply.</summary>
    /// <exception cref="RelayException">None came; the wire is broken.</exception>
    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        ThrowIfBroken();
        var reply = await StepAsync("a reply", limit, static (self, token) => self.ReadAsync(token), cancellation);
        Trace(reply);
        return reply;
    }

    /// <summary>After a write has failed: the reply by which the server may have said why before it closed.</summary>
    public async ValueTask<SmtpReply?> ReadLastWordsAsync(TimeSpan limit)
    {
        using var timeout = new StepTimeout(limit, _time, CancellationToken.None);
        try
        {
            var reply = await ReadAsync(timeout.Token);
            Trace(reply);
            return reply;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Before TLS: an octet that is there already was put there by somebody in between (CVE-2011-0411 describes it for servers).</summary>
    /// <exception cref="RelayException">Octets were received behind the reply to STARTTLS.</exception>
    public void ThrowIfInjected()
    {
        try
        {
            ThrowIfAnythingIsBuffered();
        }
        catch (RelayException e)
        {
            throw new RelayException(RelayFailure.TlsFailed, "the server sent something in clear behind its reply to STARTTLS", e);
        }
    }

    /// <summary>Goes on under TLS. The reader starts anew, so that nothing from before can be taken for something from after.</summary>
    public void Secure(Stream tls)
    {
        _input.Complete();
        _stream = tls;
        _input = Reader(tls);
        _replies = new SmtpReplyReader();
    }

    /// <summary>Closes at once and without a word; whatever was not confirmed did not happen.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        IsBroken = true;
        _input.Complete();
        _socket.Dispose();
        _stream.Dispose();
        Output.Dispose();
        _trace.Disconnected();
    }

    private static PipeReader Reader(Stream stream) => PipeReader.Create(stream, s_readerOptions);

    private static byte[] Redacted(AuthCommand command) =>
        Encoding.ASCII.GetBytes(command.InitialResponse is null ? $"AUTH {command.Mechanism}" : $"AUTH {command.Mechanism} (redacted)");

    private async ValueTask<T> StepAsync<T>(string step, TimeSpan limit, Func<SmtpWire, CancellationToken, ValueTask<T>> work, CancellationToken cancellation)
    {
        using var timeout = new StepTimeout(limit, _time, cancellation);
        try
        {
            return await work(this, timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            IsBroken = true;
            if (timeout.IsOver)
            {
                throw timeout.Failure(step, e);
            }

            throw;
        }
        catch (RelayException)
        {
            IsBroken = true;
            throw;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            IsBroken = true;
            throw new RelayException(RelayFailure.Closed, $"{step} failed: {e.Message}", e);
        }
    }

    private async ValueTask<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await _input.ReadAsync(cancellation);
            var buffer = result.Buffer;
            var status = _replies.Read(ref buffer, out var reply);
            _input.AdvanceTo(buffer.Start, status == ReplyReadStatus.Reply ? buffer.Start : buffer.End);
            switch (status)
            {
                case ReplyReadStatus.Reply:
                    return reply!;
                case ReplyReadStatus.Malformed:
                    throw new RelayException(RelayFailure.Garbled, $"what the server sent is no reply: {_replies.Reason}");
                default:
                    if (result.IsCompleted)
                    {
                        throw new RelayException(RelayFailure.Closed, "the server closed the connection");
                    }

                    break;
            }
        }
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new RelayException(RelayFailure.Closed, "the connection is broken");
        }
    }

    private void ThrowIfAnythingIsBuffered()
    {
        if (!_input.TryRead(out var result))
        {
            return;
        }

        var unexpected = result.Buffer.Length;
        _input.AdvanceTo(result.Buffer.Start);
        if (unexpected > 0)
        {
            IsBroken = true;
            throw new RelayException(RelayFailure.Garbled, $"the server sent {unexpected} bytes nobody had asked for");
        }
    }

    private void Trace(SmtpReply reply)
    {
        if (!_trace.IsEnabled)
        {
            return;
        }

        var rest = reply.Wire.Span;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf("\r\n"u8);
            _trace.Received(rest[..end]);
            rest = rest[(end + 2)..];
        }
    }
}
