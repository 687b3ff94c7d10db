using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls.OpenSsl;

/// <summary>What connections of OpenSSL's have in common (<c>SSL_CTX*</c>). A connection that was made with it keeps it alive by itself.</summary>
internal sealed class SslContextHandle : SafeHandle
{
    /// <summary>Makes one.</summary>
    /// <param name="method">Which side of TLS, as OpenSSL names it.</param>
    /// <exception cref="AuthenticationException">There is no memory for it, or OpenSSL's configuration is broken.</exception>
    public SslContextHandle(nint method)
        : base(0, ownsHandle: true)
    {
        SetHandle(LibSsl.SSL_CTX_new(method));
        if (IsInvalid)
        {
            throw new AuthenticationException($"OpenSSL could not make a TLS context: {OpenSslError.Take().Message}.");
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibSsl.SSL_CTX_free(handle);
        return true;
    }
}
