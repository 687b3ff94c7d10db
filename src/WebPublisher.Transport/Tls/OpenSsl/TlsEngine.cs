using System.Net.Security;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls.OpenSsl;

/// <summary>One TLS connection by OpenSSL, without waiting. Reader and writer may call it at the same time.</summary>
internal abstract unsafe class TlsEngine : IDisposable
{
    private Exception? _fault;
    private bool _isBroken;

    /// <summary>Makes it.</summary>
    /// <param name="context">What it has in common with others.</param>
    /// <exception cref="AuthenticationException">There is no memory for it.</exception>
    protected TlsEngine(SslContextHandle context) => Ssl = new SslHandle(context, this);

    /// <summary>The version of TLS.</summary>
    public SslProtocols Protocol { get; private set; }

    /// <summary>The cipher suite.</summary>
    public TlsCipherSuite CipherSuite { get; private set; }

    /// <summary>Whether the other side has ended the connection.</summary>
    public bool HasEnded { get; protected set; }

    /// <summary>Whether OpenSSL's part is freed.</summary>
    public bool IsFreed => Ssl.IsClosed;

    /// <summary>Held while OpenSSL runs, and so within its callbacks.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>OpenSSL's part.</summary>
    protected SslHandle Ssl { get; }

    /// <summary>Whether a callback or OpenSSL has failed.</summary>
    protected bool HasFailed => _isBroken || _fault is not null;

    /// <summary>Whether something was decrypted and not yet read. The gate is held.</summary>
    protected bool HasPending
    {
        get
        {
            var pending = LibSsl.SSL_pending(Connection);
            GC.KeepAlive(this);
            return pending > 0;
        }
    }

    /// <summary>Whether OpenSSL holds something that was received and not yet read, decrypted or not. The gate is held.</summary>
    protected bool HasReceived
    {
        get
        {
            var pending = LibSsl.SSL_has_pending(Connection);
            GC.KeepAlive(this);
            return pending > 0;
        }
    }

    // For the calls of each record, whose uses are not counted: who frees it takes the gate as well, and the engine is kept alive until the call has ended.
    private nint Connection
    {
        get
        {
            ObjectDisposedException.ThrowIf(Ssl.IsClosed, this);
            return Ssl.DangerousGetHandle();
        }
    }

    /// <summary>Goes on with the handshake.</summary>
    /// <param name="failure">Why it has failed, or null. What is to be sent is sent first: an alert tells the other side.</param>
    /// <returns>Whether it is done; if not, more has to arrive.</returns>
    public bool TryShakeHands(out Exception? failure)
    {
        lock (Gate)
        {
            ForgetErrors();
            var result = LibSsl.SSL_do_handshake(Ssl);
            failure = null;
            if (result == 1)
            {
                Protocol = LibSsl.SSL_version(Ssl) == LibSsl.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12;
                CipherSuite = (TlsCipherSuite)LibSsl.SSL_CIPHER_get_protocol_id(LibSsl.SSL_get_current_cipher(Ssl));
                return true;
            }

            if (_fault is not null || LibSsl.SSL_get_error(Connection, result) != LibSsl.ErrorWantRead)
            {
                _isBroken = true;
                failure = _fault is not null ? Fault() : HasEnded ? new IOException("the other side ended the connection in the handshake") : Refusal();
            }

            GC.KeepAlive(this);
            return false;
        }
    }

    /// <summary>Encrypts something, to be sent.</summary>
    /// <exception cref="IOException">TLS has failed.</exception>
    public void Encrypt(ReadOnlySpan<byte> plain)
    {
        lock (Gate)
        {
            ForgetErrors();
            fixed (byte* start = plain)
            {
                // After a failure OpenSSL must not be called again.
                if (_isBroken || LibSsl.SSL_write(Connection, start, plain.Length) != plain.Length)
                {
                    throw Broken();
                }

                GC.KeepAlive(this);
            }
        }
    }

    /// <summary>Says that nothing more will be sent (<c>close_notify</c>).</summary>
    public void Shutdown()
    {
        lock (Gate)
        {
            ForgetErrors();
            if (!_isBroken)
            {
                // Nothing is done about a failure: the connection ends in any case.
                _ = LibSsl.SSL_shutdown(Ssl);
                GC.KeepAlive(this);
            }
        }
    }

    /// <summary>Keeps what a callback has thrown until OpenSSL has returned.</summary>
    public void Keep(Exception error) => _fault ??= error;

    /// <summary>What OpenSSL reads.</summary>
    /// <returns>How much; 0 at the end; -1 when OpenSSL has to wait, and after a fault.</returns>
    public abstract int TakeReceived(Span<byte> destination);

    /// <summary>Takes what OpenSSL has encrypted.</summary>
    public abstract void Send(ReadOnlySpan<byte> record);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
        {
            Ssl.Dispose();
            LetGo();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Decrypts what there is. The gate is held.</summary>
    /// <returns>How much; 0 at the end; -1 when more has to arrive.</returns>
    /// <exception cref="IOException">The connection broke, or what arrived is no TLS.</exception>
    protected int Decrypt(Span<byte> destination)
    {
        ForgetErrors();
        if (_isBroken)
        {
            throw Broken();
        }

        var connection = Connection;
        int result;
        int error;
        fixed (byte* start = destination)
        {
            result = LibSsl.SSL_read(connection, start, destination.Length);
            error = result > 0 ? LibSsl.ErrorNone : LibSsl.SSL_get_error(connection, result);
            GC.KeepAlive(this);
        }

        HasEnded |= error == LibSsl.ErrorZeroReturn;
        return error switch
        {
            LibSsl.ErrorNone => result,
            LibSsl.ErrorWantRead when _fault is null => -1,
            LibSsl.ErrorZeroReturn => 0,
            LibSsl.ErrorSyscall when _fault is null && HasEnded => 0,
            _ => throw Broken(),
        };
    }

    /// <summary>Gives back what else it holds.</summary>
    protected virtual void LetGo()
    {
    }

    // What is left in the thread's queue would be taken for the next call's. Emptying an empty queue costs more than looking into it.
    private static void ForgetErrors()
    {
        if (LibSsl.ERR_peek_error() != 0)
        {
            LibSsl.ERR_clear_error();
        }
    }

    private static AuthenticationException Refusal()
    {
        var error = OpenSslError.Take();
        return new AuthenticationException(error.Message, error);
    }

    private IOException Broken()
    {
        _isBroken = true;
        return _fault is not null ? Fault() : new IOException($"TLS failed: {OpenSslError.Take().Message}");
    }

    private IOException Fault() => new(_fault!.Message, _fault);
}
