using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls.OpenSsl;

/// <summary>A connection of OpenSSL's (<c>SSL*</c>) that calls back to an engine. Freed when its last use has ended, whoever lets go of it first.</summary>
internal sealed class SslHandle : SafeHandle
{
    // Weak: OpenSSL calls back only while a method of the engine runs, and an engine that nobody holds must go.
    private GCHandle _engine;

    /// <summary>Makes one.</summary>
    /// <param name="context">What it has in common with others; the connection keeps that alive.</param>
    /// <param name="engine">Whom it calls back.</param>
    /// <exception cref="AuthenticationException">There is no memory for it.</exception>
    public SslHandle(SslContextHandle context, TlsEngine engine)
        : base(0, ownsHandle: true)
    {
        SetHandle(LibSsl.SSL_new(context));
        if (IsInvalid)
        {
            throw OutOfMemory();
        }

        _engine = GCHandle.Alloc(engine, GCHandleType.Weak);
        var bio = TlsBio.Make(_engine);
        LibSsl.SSL_set_bio(this, bio, bio);
        if (LibSsl.SSL_set_ex_data(this, 0, GCHandle.ToIntPtr(_engine)) != 1)
        {
            Dispose();
            throw OutOfMemory();
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibSsl.SSL_free(handle);
        if (_engine.IsAllocated)
        {
            _engine.Free();
        }

        return true;
    }

    private static AuthenticationException OutOfMemory() => new("OpenSSL could not make a connection: there is no memory.");
}
