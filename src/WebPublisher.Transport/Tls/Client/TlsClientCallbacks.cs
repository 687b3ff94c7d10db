using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>
/// What OpenSSL calls: to read and write what travels, and to have a certificate judged. Each call comes on the thread, and within the call, of the
/// <see cref="TlsClientEngine"/> it is for. An exception must not cross OpenSSL's frames: it is kept, and thrown when OpenSSL has returned.
/// </summary>
internal static unsafe class TlsClientCallbacks
{
    private const int CertificateRejected = 28; // X509_V_ERR_CERT_REJECTED

    private static readonly int s_connectionIndex = LibSsl.SSL_get_ex_data_X509_STORE_CTX_idx();

    private static readonly nint s_method = MakeMethod();

    /// <summary>Makes what stands between a connection of OpenSSL's and its engine.</summary>
    /// <param name="engine">A handle of the engine.</param>
    public static nint NewBio(GCHandle engine)
    {
        var bio = LibSsl.BIO_new(s_method);
        if (bio == 0)
        {
            throw new AuthenticationException("OpenSSL could not make a BIO: there is no memory.");
        }

        LibSsl.BIO_set_data(bio, GCHandle.ToIntPtr(engine));
        LibSsl.BIO_set_init(bio, 1);
        return bio;
    }

    /// <summary>Judges the certificate of a handshake: 1 for yes.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Verify(nint store, nint argument)
    {
        var engine = Engine(LibSsl.SSL_get_ex_data(LibSsl.X509_STORE_CTX_get_ex_data(store, s_connectionIndex), 0));
        if (engine.Judge(Encoded(LibSsl.X509_STORE_CTX_get0_cert(store)), SentAlong(store)))
        {
            return 1;
        }

        LibSsl.X509_STORE_CTX_set_error(store, CertificateRejected);
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(nint bio, byte* buffer, int length)
    {
        LibSsl.BIO_clear_flags(bio, LibSsl.BioRetryFlags);
        var count = Engine(LibSsl.BIO_get_data(bio)).TakeReceived(new Span<byte>(buffer, length));
        if (count < 0)
        {
            LibSsl.BIO_set_flags(bio, LibSsl.BioRetryRead);
        }

        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint bio, byte* buffer, int length)
    {
        LibSsl.BIO_clear_flags(bio, LibSsl.BioRetryFlags);
        Engine(LibSsl.BIO_get_data(bio)).QueueForSending(new ReadOnlySpan<byte>(buffer, length));
        return length;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Control(nint bio, int command, long number, nint pointer) => command switch
    {
        LibSsl.BioControlFlush => 1,
        LibSsl.BioControlEof => Engine(LibSsl.BIO_get_data(bio)).HasEnded ? 1 : 0,
        _ => 0,
    };

    private static TlsClientEngine Engine(nint handle) => Unsafe.As<TlsClientEngine>(GCHandle.FromIntPtr(handle).Target!);

    private static byte[][] SentAlong(nint store)
    {
        var stack = LibSsl.X509_STORE_CTX_get0_untrusted(store);
        var certificates = new byte[stack == 0 ? 0 : LibSsl.OPENSSL_sk_num(stack)][];
        for (var i = 0; i < certificates.Length; i++)
        {
            certificates[i] = Encoded(LibSsl.OPENSSL_sk_value(stack, i));
        }

        return certificates;
    }

    private static byte[] Encoded(nint certificate)
    {
        if (certificate == 0)
        {
            return [];
        }

        var encoded = new byte[Math.Max(0, LibSsl.i2d_X509(certificate, null))];
        fixed (byte* start = encoded)
        {
            var end = start;
            _ = LibSsl.i2d_X509(certificate, &end);
        }

        return encoded;
    }

    private static nint MakeMethod()
    {
        const int SourceSink = 0x0400;
        var method = LibSsl.BIO_meth_new(LibSsl.BIO_get_new_index() | SourceSink, "webpublisher");
        _ = LibSsl.BIO_meth_set_read(method, &Read);
        _ = LibSsl.BIO_meth_set_write(method, &Write);
        _ = LibSsl.BIO_meth_set_ctrl(method, &Control);
        return method;
    }
}
