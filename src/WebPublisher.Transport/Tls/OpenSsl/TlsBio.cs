using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls.OpenSsl;

/// <summary>
/// What OpenSSL reads and writes by. Each call comes on the thread, and within the call, of the <see cref="TlsEngine"/> it is for. An exception must not cross OpenSSL's
/// frames: it is kept, and thrown when OpenSSL has returned.
/// </summary>
internal static unsafe class TlsBio
{
    private static readonly nint s_method = MakeMethod();

    /// <summary>Makes what stands between a connection of OpenSSL's and its engine.</summary>
    /// <param name="engine">A handle of the engine.</param>
    public static nint Make(GCHandle engine)
    {
        var bio = s_method == 0 ? 0 : LibSsl.BIO_new(s_method);
        if (bio == 0)
        {
            throw new AuthenticationException("OpenSSL could not make a BIO: there is no memory.");
        }

        LibSsl.BIO_set_data(bio, GCHandle.ToIntPtr(engine));
        LibSsl.BIO_set_init(bio, 1);
        return bio;
    }

    /// <summary>The engine of a connection.</summary>
    /// <param name="ssl">The connection.</param>
    public static TlsEngine EngineOf(nint ssl) => Target(LibSsl.SSL_get_ex_data(ssl, 0));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(nint bio, byte* buffer, int length)
    {
        var engine = Target(LibSsl.BIO_get_data(bio));
        var count = -1;
        try
        {
            count = engine.TakeReceived(new Span<byte>(buffer, length));
        }
        catch (Exception error)
        {
            engine.Keep(error);
        }

        // OpenSSL looks at the flags only when it has got nothing.
        if (count < 0)
        {
            LibSsl.BIO_set_flags(bio, LibSsl.BioRetryRead);
        }
        else if (count == 0)
        {
            LibSsl.BIO_clear_flags(bio, LibSsl.BioRetryFlags);
        }

        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint bio, byte* buffer, int length)
    {
        var engine = Target(LibSsl.BIO_get_data(bio));
        try
        {
            engine.Send(new ReadOnlySpan<byte>(buffer, length));
            return length;
        }
        catch (Exception error)
        {
            LibSsl.BIO_clear_flags(bio, LibSsl.BioRetryFlags);
            engine.Keep(error);
            return -1;
        }
    }

    private static TlsEngine Target(nint handle) => Unsafe.As<TlsEngine>(GCHandle.FromIntPtr(handle).Target!);

    private static nint MakeMethod()
    {
        const int SourceSink = 0x0400;

        // What OpenSSL asks besides, up to ten times for each record, its own null BIO answers without a way into .NET: all is flushed (1); what gave nothing, and is not to
        // be tried again, is at its end (1); there is no TLS of the kernel's (0).
        var control = LibSsl.BIO_meth_get_ctrl(LibSsl.BIO_s_null());
        var index = LibSsl.BIO_get_new_index();
        var method = index < 0 ? 0 : LibSsl.BIO_meth_new(index | SourceSink, "webpublisher");
        return method != 0 && control != 0
            && LibSsl.BIO_meth_set_read(method, &Read) == 1
            && LibSsl.BIO_meth_set_write(method, &Write) == 1
            && LibSsl.BIO_meth_set_ctrl(method, control) == 1 ? method : 0;
    }
}
