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

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly ProtocolTrace _trace;
    private readonly StepClock _clock;
    private Stream _stream;
    private ReplyInput _input = new();
    private bool _disposed;

    /// <summary>Takes over a connected socket.</summary>
    public SmtpWire(Socket socket, TimeProvider time, ProtocolTrace trace)
    {
        _socket = socket;
        _time = time;
        _trace = trace;
        _clock = new StepClock(time);
        _stream = new NetworkStream(socket, ownsSocket: true);
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
        try
        {
            await _stream.WriteAsync(Output.Written, _clock.Start(limit, cancellation));
            Output.Clear();
        }
        catch (Exception e)
        {
            Break(e, "sending");
            throw;
        }
        finally
        {
            _clock.Stop();
        }
    }

    /// <summary>Waits for the next reply.</summary>
    /// <exception cref="RelayException">None came; the wire is broken.</exception>
    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        ThrowIfBroken();
        try
        {
            var reply = await _input.ReadAsync(_stream, _clock.Start(limit, cancellation));
            Trace(reply);
            return reply;
        }
        catch (Exception e)
        {
            Break(e, "a reply");
            throw;
        }
        finally
        {
            _clock.Stop();
        }
    }

    /// <summary>After a write has failed: the reply by which the server may have said why before it closed.</summary>
    public async ValueTask<SmtpReply?> ReadLastWordsAsync(TimeSpan limit)
    {
        using var timeout = new StepTimeout(limit, _time, CancellationToken.None);
        try
        {
            var reply = await _input.ReadAsync(_stream, timeout.Token);
            Trace(reply);
            return reply;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
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
        _stream = tls;
        _input = new ReplyInput();
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
        _socket.Dispose();
        _stream.Dispose();
        _clock.Dispose();
        Output.Dispose();
        _trace.Disconnected();
    }

    private static byte[] Redacted(AuthCommand command) =>
        Encoding.ASCII.GetBytes(command.InitialResponse is null ? $"AUTH {command.Mechanism}" : $"AUTH {command.Mechanism} (redacted)");

    /// <summary>A step has failed: throws what is to be said of it, unless what was thrown says it.</summary>
    private void Break(Exception e, string step)
    {
        IsBroken = true;
        if (e is OperationCanceledException ended && _clock.Failure(step, ended) is { } late)
        {
            throw late;
        }

        if (e is not RelayException and (IOException or SocketException or ObjectDisposedException))
        {
            throw new RelayException(RelayFailure.Closed, $"{step} failed: {e.Message}", e);
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
        if (_input.Unread > 0)
        {
            IsBroken = true;
            throw new RelayException(RelayFailure.Garbled, $"the server sent {_input.Unread} bytes nobody had asked for");
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
