using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>
/// The client's side: what has arrived goes in, what is to be sent comes out. OpenSSL reads what was received first; while more is likely to be there, it reads that from the
/// socket into its own buffer, where it is decrypted.
/// </summary>
internal sealed class TlsClientEngine : TlsEngine
{
    private readonly Socket _socket;
    private readonly Func<X509Certificate2?, X509Certificate2Collection, bool> _judge;
    private byte[] _received = [];
    private int _receivedStart;
    private int _receivedEnd;
    private bool _moreIsLikely;
    private byte[] _outgoing = [];
    private int _outgoingLength;

    /// <summary>Makes it.</summary>
    /// <param name="socket">The connection, which must not block; it stays the caller's.</param>
    /// <param name="host">The name that is asked for (SNI), in ASCII; an address is not sent.</param>
    /// <param name="judge">Judges the server's certificate.</param>
    /// <exception cref="AuthenticationException">OpenSSL cannot do it.</exception>
    public TlsClientEngine(Socket socket, string host, Func<X509Certificate2?, X509Certificate2Collection, bool> judge)
        : base(TlsClientContext.Handle)
    {
        (_socket, _judge) = (socket, judge);
        LibSsl.SSL_set_connect_state(Ssl);
        if (!IPAddress.TryParse(host, out _) && LibSsl.SSL_ctrl(Ssl, LibSsl.SetHostName, 0, host) != 1)
        {
            throw new AuthenticationException($"'{host}' cannot be the name of a server.");
        }
    }

    /// <summary>The certificate the server presented, encoded; empty before it was judged.</summary>
    public ReadOnlyMemory<byte> Certificate { get; private set; }

    /// <summary>Whether something waits to be sent.</summary>
    public bool HasOutgoing => Volatile.Read(ref _outgoingLength) > 0;

    /// <summary>Takes what has arrived. All that arrived before has been read.</summary>
    /// <param name="buffer">From the shared pool; it goes back there from here.</param>
    /// <param name="count">How much of it; 0 at the end.</param>
    public void Arrived(byte[] buffer, int count)
    {
        lock (Gate)
        {
            GiveBack(ref _received);
            (_received, _receivedStart, _receivedEnd) = (buffer, 0, count);
            (HasEnded, _moreIsLikely) = (count == 0, count == buffer.Length);
        }
    }

    /// <summary>Decrypts what there is.</summary>
    /// <returns>How much; 0 at the end; -1 when more has to arrive.</returns>
    /// <exception cref="IOException">The connection broke, or what arrived is no TLS.</exception>
    public int TryRead(Span<byte> destination)
    {
        lock (Gate)
        {
            // OpenSSL would take a buffer to find out that nothing is there, as it is before each answer.
            var hasNothing = _receivedStart == _receivedEnd && !_moreIsLikely && !HasEnded && !HasFailed && !HasReceived;
            return hasNothing ? -1 : Decrypt(destination);
        }
    }

    /// <summary>Takes out what is to be sent.</summary>
    /// <returns>A buffer of the shared pool, which the caller gives back, and how much of it.</returns>
    public (byte[] Buffer, int Length) TakeOutgoing()
    {
        lock (Gate)
        {
            var outgoing = (_outgoing, _outgoingLength);
            (_outgoing, _outgoingLength) = ([], 0);
            return outgoing;
        }
    }

    /// <summary>What OpenSSL reads: what was received, and while more is likely to be there, that, straight from the socket.</summary>
    /// <returns>How much; 0 at the end; -1 when OpenSSL has to wait, and after a fault.</returns>
    public override int TakeReceived(Span<byte> destination)
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

        if (HasEnded)
        {
            return 0;
        }

        return _moreIsLikely && !HasFailed ? Receive(destination) : -1;
    }

    /// <summary>Keeps what OpenSSL has encrypted until it is sent.</summary>
    public override void Send(ReadOnlySpan<byte> record)
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
            Keep(error);
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

    /// <inheritdoc/>
    protected override void LetGo()
    {
        GiveBack(ref _received);
        GiveBack(ref _outgoing);
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
            if (error != SocketError.WouldBlock)
            {
                Keep(new SocketException((int)error));
            }
        }
        catch (ObjectDisposedException error)
        {
            // Thrown when OpenSSL has returned.
            Keep(error);
        }

        return -1;
    }

    private static void GiveBack(ref byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }
}
