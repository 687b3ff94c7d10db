using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tls;

/// <summary>
/// The server's side of TLS, for both halves: a handshake with an end in time, counted and logged by where it took place. One for a half.
/// </summary>
/// <param name="kind">What an operator calls the places of handshakes: <c>listener</c> or <c>receive connector</c>.</param>
/// <param name="metricTag">The tag of metrics that holds the place's name.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where handshakes are told of.</param>
public sealed class TlsServer(string kind, string metricTag, TimeProvider time, ILogger logger)
{
    /// <summary>Longest time from the first byte to the end of a handshake.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Finds out who restricts cipher suites in this process, and warns when it has to be done for each handshake.</summary>
    public static async Task<CipherSuiteChoice> ChooseCipherSuitesAsync(ILogger logger, CancellationToken cancellationToken)
    {
        if (await TlsSelfTest.DefaultsInForceAsync().WaitAsync(cancellationToken))
        {
            return CipherSuiteChoice.ProcessDefault;
        }

        TlsLog.OpenSslDefaultsNotInForce(logger, OpenSslDefaults.File);
        return CipherSuiteChoice.PerHandshake;
    }

    /// <summary>Answers a handshake, which may begin with what the transport holds already.</summary>
    /// <param name="transport">The transport; it stays the caller's.</param>
    /// <param name="client">Who is at its other end, for the log.</param>
    /// <param name="options">What is offered.</param>
    /// <param name="memory">Buffers for what is decrypted.</param>
    /// <param name="closed">Says that the transport is closed, so that nothing more need be announced on it.</param>
    /// <param name="socket">What is sent by instead of the transport, or null.</param>
    /// <param name="guard">Puts something between TLS and whoever reads and writes, by what was agreed; it disposes of what it is given. Null for nothing.</param>
    /// <returns>Null when the handshake failed; that was counted and logged.</returns>
    public async Task<TlsSession?> AcceptAsync(
        IDuplexPipe transport,
        EndPoint? client,
        TlsServerOptions options,
        MemoryPool<byte> memory,
        CancellationToken closed,
        SocketOutput? socket = null,
        Func<Stream, TlsAgreement, Stream>? guard = null)
    {
        var started = time.GetTimestamp();
        ITlsServerStream tls = socket is not null && options.IsForOpenSsl
            ? new TlsServerStream(transport.Input, socket, options, time)
            : new SslServerStream(new DuplexStream(transport, socket, time), options);
        using var timeout = new CancellationTokenSource(HandshakeTimeout, time);
        var shaking = tls.ShakeHandsAsync(timeout.Token);

        // Handshakes fail by the thousand where strangers want them to: none is thrown again on its way to here.
        await ((Task)shaking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!shaking.IsCompletedSuccessfully)
        {
            await tls.Stream.DisposeAsync();
            Failed(options.Name, client, shaking.Exception?.InnerException ?? new OperationCanceledException(timeout.Token), tls.HelloSeen);
            return null;
        }

        var agreement = await shaking;
        TlsMetrics.Done(metricTag, options.Name, agreement.Protocol, time.GetElapsedTime(started));
        TlsLog.HandshakeDone(logger, agreement.Protocol, client, kind, options.Name);
        return new TlsSession(tls, agreement, guard?.Invoke(tls.Stream, agreement) ?? tls.Stream, memory, client, time, logger, closed);
    }

    /// <summary>Counts and logs a handshake that ended before it succeeded.</summary>
    /// <param name="name">Where.</param>
    /// <param name="client">The client.</param>
    /// <param name="error">What ended it.</param>
    /// <param name="helloSeen">Whether a ClientHello had been understood before.</param>
    public void Failed(string name, EndPoint? client, Exception error, bool helloSeen)
    {
        var reason = HandshakeFailure.Classify(error, helloSeen);
        TlsMetrics.Failed(metricTag, name, reason);
        if (reason == HandshakeFailure.Internal)
        {
            TlsLog.HandshakeFault(logger, client, kind, name, error);
        }
        else
        {
            TlsLog.HandshakeFailed(logger, client, kind, name, reason, error);
        }
    }
}
