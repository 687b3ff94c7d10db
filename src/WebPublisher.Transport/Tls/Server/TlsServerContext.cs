using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>What the server's connections with one certificate and one policy have in common (<c>SSL_CTX*</c>). Ticket keys live with it.</summary>
internal static unsafe class TlsServerContext
{
    /// <summary>Makes one.</summary>
    /// <param name="certificate">What is presented; its chain goes along as .NET has ordered it, without the root.</param>
    /// <param name="settings">What is asked of TLS.</param>
    /// <exception cref="AuthenticationException">OpenSSL refuses something of it.</exception>
    public static SslContextHandle Make(ServerCertificate certificate, TlsServerSettings settings)
    {
        var context = new SslContextHandle(LibSsl.TLS_server_method());
        try
        {
            Restrict(context, settings);
            Present(context, certificate);
            LibSsl.SSL_CTX_set_client_hello_cb(context, &TlsServerCallbacks.ClientHello, 0);
            LibSsl.SSL_CTX_set_alpn_select_cb(context, &TlsServerCallbacks.ChooseProtocol, 0);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    private static void Restrict(SslContextHandle context, TlsServerSettings settings)
    {
        Demand(LibSsl.SSL_CTX_ctrl(context, LibSsl.SetMinimumProtocol, settings.MinimumVersion == TlsVersion.Tls13 ? LibSsl.Tls13 : LibSsl.Tls12, 0) == 1);
        _ = LibSsl.SSL_CTX_set_options(context, LibSsl.NoRenegotiation | LibSsl.NoCompression | LibSsl.ServerPreference | LibSsl.PrioritizeChaCha);
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetMode, LibSsl.ModeReleaseBuffers | LibSsl.ModeNoAutomaticChain, 0);

        // A record is asked for once, instead of first its header and then the rest. More than one at a time it does not get (TlsServerEngine).
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetReadAhead, 1, 0);

        // Sessions are in tickets, which the clients keep: a stranger cannot make this server keep anything.
        _ = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetSessionCacheMode, 0, 0);
        // The process's own suites stay, which may be narrower than ours, unless there is one among them that is not to be agreed on.
        if (!Suites(context).All(suite => CipherSuites.Accepted.Contains(suite) && CipherStrength.KeyBits(suite) >= settings.MinimumKeyBits))
        {
            Demand(LibSsl.SSL_CTX_set_cipher_list(context, CipherSuites.OpenSslNames(settings.MinimumKeyBits, isTls13: false)) == 1);
            Demand(LibSsl.SSL_CTX_set_ciphersuites(context, CipherSuites.OpenSslNames(settings.MinimumKeyBits, isTls13: true)) == 1);
        }
    }

    private static List<TlsCipherSuite> Suites(SslContextHandle context)
    {
        var stack = LibSsl.SSL_CTX_get_ciphers(context);
        var suites = new List<TlsCipherSuite>();
        for (var i = 0; stack != 0 && i < LibSsl.OPENSSL_sk_num(stack); i++)
        {
            suites.Add((TlsCipherSuite)LibSsl.SSL_CIPHER_get_protocol_id(LibSsl.OPENSSL_sk_value(stack, i)));
        }

        return suites;
    }

    private static void Present(SslContextHandle context, ServerCertificate certificate)
    {
        var leaf = certificate.Leaf;
        fixed (byte* encoded = leaf.RawDataMemory.Span)
        {
            Demand(LibSsl.SSL_CTX_use_certificate_ASN1(context, leaf.RawDataMemory.Length, encoded) == 1);
        }

        using (var key = Key(leaf))
        {
            Demand(LibSsl.SSL_CTX_use_PrivateKey(context, key) == 1);
        }

        Demand(LibSsl.SSL_CTX_check_private_key(context) == 1);
        foreach (var issuer in certificate.Context.IntermediateCertificates)
        {
            Append(context, issuer);
        }

        // A session may be resumed only where the same certificate would be presented, also by another context of the same listener.
        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(leaf.RawDataMemory.Span, id);
        fixed (byte* start = id)
        {
            Demand(LibSsl.SSL_CTX_set_session_id_context(context, start, (uint)id.Length) == 1);
        }
    }

    private static void Append(SslContextHandle context, X509Certificate2 issuer)
    {
        nint parsed;
        fixed (byte* encoded = issuer.RawDataMemory.Span)
        {
            var at = encoded;
            parsed = LibSsl.d2i_X509(null, &at, new CLong(issuer.RawDataMemory.Length));
        }

        Demand(parsed != 0);

        // With 1 the context takes a reference of its own.
        var isAdded = LibSsl.SSL_CTX_ctrl(context, LibSsl.SetChainCertificate, 1, parsed) == 1;
        LibSsl.X509_free(parsed);
        Demand(isAdded);
    }

    private static SafeEvpPKeyHandle Key(X509Certificate2 leaf)
    {
        using var rsa = leaf.GetRSAPrivateKey();
        using var ecdsa = rsa is null ? leaf.GetECDsaPrivateKey() : null;
        return (rsa, ecdsa) switch
        {
            (RSAOpenSsl key, _) => key.DuplicateKeyHandle(),
            (_, ECDsaOpenSsl key) => key.DuplicateKeyHandle(),
            _ => throw new AuthenticationException("the certificate's key is neither RSA nor ECDSA"),
        };
    }

    private static void Demand(bool success)
    {
        if (!success)
        {
            var error = OpenSslError.Take();
            throw new AuthenticationException($"OpenSSL could not make a TLS context: {error.Message}", error);
        }
    }
}
