using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>
/// One TLS connection, without waiting: what has arrived goes in, what is to be sent comes out. Reader and writer may call it at the same time. OpenSSL reads what was
/// received first; while more is likely to be there, it reads that from the socket into its own buffer, where it is decrypted.
/// </summary>
internal sealed unsafe class TlsClientEngine : IDisposable
{
    private readonly Socket _socket;
    private readonly Func<X509Certificate2?, X509Certificate2Collection, bool> _judge;
    private readonly SslHandle _ssl;
    private readonly Lock _gate = new();
    private byte[] _received = [];
    private int _receivedStart;
    private int _receivedEnd;
    private bool _moreIsLikely;
    private byte[] _outgoing = [];
    private int _outgoingLength;
    private Exception? _fault;

    /// <summary>Makes it.</summary>
    /// <param name="socket">The connection, which must not block; it stays the caller's.</param>
    /// <param name="host">The name that is asked for (SNI), in ASCII; an address is not sent.</param>
    /// <param name="judge">Judges the server's certificate.</param>
    /// <exception cref="AuthenticationException">OpenSSL cannot do it.</exception>
    public TlsClientEngine(Socket socket, string host, Func<X509Certificate2?, X509Certificate2Collection, bool> judge)
    {
        (_socket, _judge) = (socket, judge);
        _ssl = new SslHandle(this);
        if (!IPAddress.TryParse(host, out _) && LibSsl.SSL_ctrl(_ssl, LibSsl.SetHostName, 0, host) != 1)
        {
            throw new AuthenticationException($"'{host}' cannot be the name of a server.");
        }
    }

    /// <summary>The version of TLS.</summary>
    public SslProtocols Protocol { get; private set; }

    /// <summary>The cipher suite.</summary>
    public TlsCipherSuite CipherSuite { get; private set; }

    /// <summary>The certificate the server presented, encoded; empty before it was judged.</summary>
    public ReadOnlyMemory<byte> Certificate { get; private set; }

    /// <summary>Whether the server has ended the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether OpenSSL's part is freed.</summary>
    public bool IsFreed => _ssl.IsClosed;

    /// <summary>Whether something waits to be sent.</summary>
    public bool HasOutgoing => Volatile.Read(ref _outgoingLength) > 0;

    /// <summary>Goes on with the handshake.</summary>
    /// <param name="failure">Why it has failed, or null. What is to be sent is sent first: an alert tells the server.</param>
    /// <returns>Whether it is done; if not, more has to arrive.</returns>
    public bool TryConnect(out Exception? failure)
    {
        lock (_gate)
        {
            LibSsl.ERR_clear_error();
            var result = LibSsl.SSL_connect(_ssl);
            failure = null;
            if (result == 1)
            {
                Protocol = LibSsl.SSL_version(_ssl) == LibSsl.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12;
                CipherSuite = (TlsCipherSuite)LibSsl.SSL_CIPHER_get_protocol_id(LibSsl.SSL_get_current_cipher(_ssl));
                return true;
            }

            if (LibSsl.SSL_get_error(_ssl, result) != LibSsl.ErrorWantRead)
            {
                failure = _fault is not null ? Fault() : HasEnded ? new IOException("the server ended the connection in the handshake") : new AuthenticationException(Reason());
            }

            return false;
        }
    }

    /// <summary>Decrypts what there is.</summary>
    /// <returns>How much; 0 at the end; -1 when more has to arrive.</returns>
    /// <exception cref="IOException">The connection broke, or what arrived is no TLS.</exception>
    public int TryRead(Span<byte> destination)
    {
        lock (_gate)
        {
            LibSsl.ERR_clear_error();
            int result;
            fixed (byte* start = destination)
            {
                result = LibSsl.SSL_read(_ssl, start, destination.Length);
            }

            return result > 0 ? result : LibSsl.SSL_get_error(_ssl, result) switch
            {
                LibSsl.ErrorWantRead => -1,
                LibSsl.ErrorZeroReturn => 0,
                LibSsl.ErrorSyscall when _fault is null && HasEnded => 0,
                _ => throw (_fault is not null ? Fault() : new IOException($"TLS failed: {Reason()}")),
            };
        }
    }

    /// <summary>Encrypts something, to be sent.</summary>
    /// <exception cref="IOException">TLS has failed.</exception>
    public void Encrypt(ReadOnlySpan<byte> plain)
    {
        lock (_gate)
        {
            LibSsl.ERR_clear_error();
            fixed (byte* start = plain)
            {
                if (LibSsl.SSL_write(_ssl, start, plain.Length) != plain.Length)
                {
                    throw new IOException($"TLS failed: {Reason()}");
                }
            }
        }
    }

    /// <summary>Says that nothing more will be sent (<c>close_notify</c>).</summary>
    public void Shutdown()
    {
        lock (_gate)
        {
            LibSsl.ERR_clear_error();
            _ = LibSsl.SSL_shutdown(_ssl);
        }
    }

    /// <summary>Takes what has arrived. All that arrived before has been read.</summary>
    /// <param name="buffer">From the shared pool; it goes back there from here.</param>
    /// <param name="count">How much of it; 0 at the end.</param>
    public void Arrived(byte[] buffer, int count)
    {
        lock (_gate)
        {
            GiveBack(ref _received);
            (_received, _receivedStart, _receivedEnd) = (buffer, 0, count);
            (HasEnded, _moreIsLikely) = (count == 0, count == buffer.Length);
        }
    }

    /// <summary>Takes out what is to be sent.</summary>
    /// <returns>A buffer of the shared pool, which the caller gives back, and how much of it.</returns>
    public (byte[] Buffer, int Length) TakeOutgoing()
    {
        lock (_gate)
        {
            var outgoing = (_outgoing, _outgoingLength);
            (_outgoing, _outgoingLength) = ([], 0);
            return outgoing;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _ssl.Dispose();
            GiveBack(ref _received);
            GiveBack(ref _outgoing);
        }
    }

    /// <summary>What OpenSSL reads: what was received, and while more is likely to be there, that, straight from the socket.</summary>
    /// <returns>How much; 0 at the end or after a fault; -1 when OpenSSL has to wait.</returns>
    public int TakeReceived(Span<byte> destination)
    {
        if (_receivedStart < _receivedEnd)
        {
            var count = Math.Min(destination.Length, _receivedEnd - _receivedStart);
            _received.AsSpan(_receivedStart, count).CopyTo(destination);
            _receivedStart += count;
            if (_receivedStart == _receivedEnd)
            {
                GiveBack(ref _received);
            }

            return count;
        }

        if (HasEnded || _fault is not null)
        {
            return 0;
        }

        return _moreIsLikely ? Receive(destination) : -1;
    }

    /// <summary>Keeps what OpenSSL has encrypted until it is sent.</summary>
    public void QueueForSending(ReadOnlySpan<byte> record)
    {
        if (_outgoing.Length - _outgoingLength < record.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_outgoingLength + Math.Max(record.Length, _outgoingLength));
            _outgoing.AsSpan(0, _outgoingLength).CopyTo(larger);
            GiveBack(ref _outgoing);
            _outgoing = larger;
        }

        record.CopyTo(_outgoing.AsSpan(_outgoingLength));
        _outgoingLength += record.Length;
    }

    /// <summary>Has the server's certificate judged.</summary>
    public bool Judge(byte[] leaf, byte[][] sentAlong)
    {
        X509Certificate2Collection others = [];
        try
        {
            Certificate = leaf;
            foreach (var other in sentAlong)
            {
                others.Add(X509CertificateLoader.LoadCertificate(other));
            }

            using var presented = leaf.Length == 0 ? null : X509CertificateLoader.LoadCertificate(leaf);
            return _judge(presented, others);
        }
        catch (Exception error)
        {
            // Thrown when OpenSSL has returned.
            _fault = error;
            return false;
        }
        finally
        {
            foreach (var other in others)
            {
                other.Dispose();
            }
        }
    }

    private int Receive(Span<byte> destination)
    {
        try
        {
            var count = _socket.Receive(destination, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                (HasEnded, _moreIsLikely) = (count == 0, count == destination.Length);
                return count;
            }

            _moreIsLikely = false;
            if (error == SocketError.WouldBlock)
            {
                return -1;
            }

            _fault = new SocketException((int)error);
        }
        catch (ObjectDisposedException error)
        {
            // Thrown when OpenSSL has returned.
            _fault = error;
        }

        return 0;
    }

    private static void GiveBack(ref byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private IOException Fault() => new(_fault!.Message, _fault);

    private static string Reason() =>
        LibSsl.ERR_peek_error() is var error and not 0 && Marshal.PtrToStringUTF8(LibSsl.ERR_reason_error_string(error)) is { } reason ? reason : "no reason given";
}
