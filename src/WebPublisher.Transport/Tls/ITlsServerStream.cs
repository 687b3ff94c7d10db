namespace WebPublisher.Transport.Tls;

/// <summary>The server's side of a TLS connection, whoever does it.</summary>
internal interface ITlsServerStream
{
    /// <summary>What is decrypted and to be encrypted.</summary>
    Stream Stream { get; }

    /// <summary>Whether a ClientHello was understood.</summary>
    bool HelloSeen { get; }

    /// <summary>Shakes hands.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The two have nothing in common, or the client speaks no TLS.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    Task<TlsAgreement> ShakeHandsAsync(CancellationToken cancellation);

    /// <summary>Tells the client that nothing more will be sent (<c>close_notify</c>).</summary>
    Task ShutdownAsync();
}
