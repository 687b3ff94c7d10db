using System.Buffers;
using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>
/// The server's side: OpenSSL reads what has arrived where the transport holds it, and writes records to where they are sent from.
/// </summary>
internal sealed unsafe class TlsServerEngine : TlsEngine
{
    private readonly TlsServerOptions _options;
    private readonly SocketOutput _output;
    private ReadOnlySequence<byte> _received;
    private TlsServerIdentity _identity;
    private bool _isReading;

    /// <summary>Makes it.</summary>
    /// <param name="options">What is offered.</param>
    /// <param name="output">Takes what is to be sent.</param>
    /// <exception cref="AuthenticationException">There is no memory for it.</exception>
    public TlsServerEngine(TlsServerOptions options, SocketOutput output)
        : base(options.First.Context.Value!)
    {
        (_options, _output, _identity) = (options, output, options.First);
        LibSsl.SSL_set_accept_state(Ssl);
    }

    /// <summary>What is offered by ALPN.</summary>
    public ImmutableArray<SslApplicationProtocol> ApplicationProtocols => _options.ApplicationProtocols;

    /// <summary>The name that was asked for, or empty.</summary>
    public string ServerName { get; private set; } = "";

    /// <summary>Whether a ClientHello was understood.</summary>
    public bool HelloSeen { get; private set; }

    /// <summary>Whether something was decrypted and not yet read.</summary>
    public bool HasDecrypted { get; private set; }

    /// <summary>Whether OpenSSL has answered what it read, which is to be sent: a request for new keys.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>Goes on with the handshake by what has arrived.</summary>
    /// <param name="received">What has arrived; what was read of it is cut off.</param>
    /// <param name="failure">Why it has failed, or null.</param>
    public bool TryShakeHands(ref ReadOnlySequence<byte> received, out Exception? failure)
    {
        lock (Gate)
        {
            _received = received;
            var isDone = TryShakeHands(out failure);
            (received, _received) = (_received, default);

            // What a callback has thrown is a fault of this server, not of the connection.
            failure = failure is IOException { InnerException: { } fault } ? fault : failure;
            return isDone;
        }
    }

    /// <summary>Decrypts what has arrived.</summary>
    /// <param name="received">What has arrived; what was read of it is cut off.</param>
    /// <param name="destination">Where to.</param>
    /// <returns>How much; 0 at the end; -1 when more has to arrive.</returns>
    /// <exception cref="IOException">What arrived is no TLS, or asks for a renegotiation.</exception>
    public int TryRead(ref ReadOnlySequence<byte> received, Span<byte> destination)
    {
        lock (Gate)
        {
            (_received, _isReading, HasAnswered) = (received, true, false);
            try
            {
                var count = 0;
                var more = 1;
                while (count < destination.Length && more > 0 && (count == 0 || !_received.IsEmpty))
                {
                    more = Decrypt(destination[count..]);
                    count += Math.Max(0, more);
                }

                HasDecrypted = count == destination.Length && HasPending;
                return count > 0 ? count : more;
            }
            finally
            {
                (received, _received, _isReading) = (_received, default, false);
            }
        }
    }

    /// <summary>What was agreed. The handshake is done.</summary>
    public TlsAgreement Agreement()
    {
        lock (Gate)
        {
            byte* protocol;
            uint length;
            LibSsl.SSL_get0_alpn_selected(Ssl, &protocol, &length);
            var agreed = new ReadOnlySpan<byte>(protocol, checked((int)length));
            var applicationProtocol = default(SslApplicationProtocol);
            foreach (var own in ApplicationProtocols)
            {
                applicationProtocol = agreed.SequenceEqual(own.Protocol.Span) ? own : applicationProtocol;
            }

            return new TlsAgreement
            {
                Protocol = Protocol,
                CipherSuite = CipherSuite,
                ServerName = ServerName,
                ApplicationProtocol = applicationProtocol,
                Presented = _identity.Leaf,
            };
        }
    }

    /// <summary>Chooses the certificate.</summary>
    /// <param name="serverName">The name that is asked for, or empty.</param>
    public SslContextHandle Choose(string serverName)
    {
        (HelloSeen, ServerName, _identity) = (true, serverName, _options.Select(serverName));
        return _identity.Context.Value!;
    }

    /// <inheritdoc/>
    public override int TakeReceived(Span<byte> destination)
    {
        if (_received.IsEmpty)
        {
            return -1;
        }

        // No more than one record, though OpenSSL would take more: what follows it is still to be found where it has arrived.
        var count = Math.Min(destination.Length, TlsRecords.First(_received));
        var first = _received.FirstSpan;
        if (first.Length >= count)
        {
            first[..count].CopyTo(destination);
        }
        else
        {
            _received.Slice(0, count).CopyTo(destination);
        }

        _received = _received.Slice(count);
        return count;
    }

    /// <inheritdoc/>
    public override void Send(ReadOnlySpan<byte> record)
    {
        // All that TLS 1.2 has to say to what it reads are alerts, of which one does not end the connection: it answers a renegotiation.
        if (_isReading && Protocol == SslProtocols.Tls12)
        {
            throw new IOException("the client asked for a renegotiation, or sent what is no TLS");
        }

        HasAnswered |= _isReading;
        _output.Add(record);
    }
}
