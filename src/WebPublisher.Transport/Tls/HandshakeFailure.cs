using System.Collections.Immutable;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls;

/// <summary>Sorts what ends a handshake into the few reasons an operator counts.</summary>
internal static class HandshakeFailure
{
    public const string Timeout = "timeout";
    public const string Closed = "closed";
    public const string NotTls = "not_tls";
    public const string Version = "version";
    public const string Cipher = "cipher";
    public const string RefusedByClient = "refused_by_client";
    public const string Protocol = "protocol";

    /// <summary>A fault of this server rather than of the client.</summary>
    public const string Internal = "internal";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [Timeout, Closed, NotTls, Version, Cipher, RefusedByClient, Protocol, Internal];

    // Reason codes of OpenSSL's SSL library (sslerr.h), stable across its releases. The library's number stands above bit 23 of a packed error.
    private const int ReasonMask = (1 << 23) - 1;
    private const int FirstAlert = 1000;

    /// <param name="error">What the handshake threw.</param>
    /// <param name="helloSeen">Whether a ClientHello had been understood before.</param>
    public static string Classify(Exception error, bool helloSeen)
    {
        switch (error)
        {
            case OperationCanceledException:
                return Timeout;
            case IOException:
                return Closed;
            case not AuthenticationException:
                return Internal;
        }

        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
        {
            switch (inner.HResult & ReasonMask)
            {
                case 155 or 156: // HTTPS_PROXY_REQUEST, HTTP_REQUEST
                    return NotTls;
                case 191 or 258 or 266 or 267 or 396: // NO_PROTOCOLS_AVAILABLE, UNSUPPORTED_PROTOCOL, WRONG_SSL_VERSION, WRONG_VERSION_NUMBER, VERSION_TOO_LOW
                    return helloSeen ? Version : NotTls;
                case 101 or 193: // NO_SUITABLE_KEY_SHARE, NO_SHARED_CIPHER
                    return Cipher;
                case >= FirstAlert and < FirstAlert + 256 when inner.HResult > 0:
                    return RefusedByClient;
            }
        }

        return helloSeen ? Protocol : NotTls;
    }
}
