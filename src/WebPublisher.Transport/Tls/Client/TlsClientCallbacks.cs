using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Client;

/// <summary>What OpenSSL calls to have a server's certificate judged, on the thread and within the call of the <see cref="TlsClientEngine"/> it is for.</summary>
internal static unsafe class TlsClientCallbacks
{
    private const int CertificateRejected = 28; // X509_V_ERR_CERT_REJECTED

    private static readonly int s_connectionIndex = LibSsl.SSL_get_ex_data_X509_STORE_CTX_idx();

    /// <summary>Judges the certificate of a handshake: 1 for yes.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int Verify(nint store, nint argument)
    {
        var engine = Unsafe.As<TlsClientEngine>(TlsBio.EngineOf(LibSsl.X509_STORE_CTX_get_ex_data(store, s_connectionIndex)));
        if (engine.Judge(Encoded(LibSsl.X509_STORE_CTX_get0_cert(store)), SentAlong(store)))
        {
            return 1;
        }

        LibSsl.X509_STORE_CTX_set_error(store, CertificateRejected);
        return 0;
    }

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
}
