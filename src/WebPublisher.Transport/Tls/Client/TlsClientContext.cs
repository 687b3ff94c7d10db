using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>
/// What all client connections have in common (<c>SSL_CTX*</c>): TLS 1.2 or later, no renegotiation, no compression, no resumption (a certificate is judged in every handshake),
/// HTTP/1.1 by ALPN. Suites and groups are those of the process (<see cref="OpenSslDefaults"/>).
/// </summary>
internal static unsafe class TlsClientContext
{
    // What is read at once while more is there: two records of 16 KiB and their frames.
    private const int ReadBuffer = 2 * (16 * 1024 + 256);

    /// <summary>It lives as long as the process.</summary>
    public static SslContextHandle Handle { get; } = Make();

    private static SslContextHandle Make()
    {
        var context = new SslContextHandle(LibSsl.TLS_client_method());
        var isRestricted = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetMinimumProtocol, LibSsl.Tls12, 0) == 1;
        _ = LibSsl.SSL_CTX_set_options(context, LibSsl.NoRenegotiation | LibSsl.NoCompression | LibSsl.NoTicket | LibSsl.IgnoreUnexpectedEof);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetSessionCacheMode, 0, 0);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetMode, LibSsl.ModeReleaseBuffers, 0);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetReadAhead, 1, 0);
        LibSsl.SSL_CTX_set_default_read_buffer_len(context, ReadBuffer);
        LibSsl.SSL_CTX_set_verify(context, LibSsl.VerifyPeer, 0);
        LibSsl.SSL_CTX_set_cert_verify_callback(context, &TlsClientCallbacks.Verify, 0);
        fixed (byte* protocols = "\u0008http/1.1"u8)
        {
            // It says 0 for success.
            isRestricted &= LibSsl.SSL_CTX_set_alpn_protos(context, protocols, 9) == 0;
        }

        return isRestricted ? context : throw new InvalidOperationException("OpenSSL could not make a TLS context: there is no memory.");
    }
}
