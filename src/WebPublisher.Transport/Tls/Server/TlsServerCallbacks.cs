using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>
/// What OpenSSL asks in a handshake, on the thread and within the call of the <see cref="TlsServerEngine"/> it is for. An exception must not cross OpenSSL's frames: it is
/// kept, and thrown when OpenSSL has returned.
/// </summary>
internal static unsafe class TlsServerCallbacks
{
    /// <summary>Chooses the certificate by the name that is asked for. This early, because a session is looked for by what is chosen here.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int ClientHello(nint ssl, int* alert, nint argument)
    {
        var engine = Engine(ssl);
        try
        {
            byte* content;
            nuint length;
            var serverName = LibSsl.SSL_client_hello_get0_ext(ssl, LibSsl.ServerNameExtension, &content, &length) == 1
                ? ServerNameExtension.Read(new ReadOnlySpan<byte>(content, checked((int)length)))
                : "";
            if (LibSsl.SSL_set_SSL_CTX(ssl, engine.Choose(serverName)) != 0)
            {
                return LibSsl.ClientHelloSuccess;
            }
        }
        catch (Exception error)
        {
            engine.Keep(error);
        }

        *alert = LibSsl.AlertInternalError;
        return LibSsl.ClientHelloError;
    }

    /// <summary>Chooses what is spoken inside: the first of the server's that the client offers. A client that offers nothing of it is refused (RFC 7301 section 3.2).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int ChooseProtocol(nint ssl, byte** chosen, byte* chosenLength, byte* offered, uint offeredLength, nint argument)
    {
        var engine = Engine(ssl);
        try
        {
            if (engine.ApplicationProtocols.IsEmpty)
            {
                return LibSsl.AlpnNone;
            }

            var offer = new ReadOnlySpan<byte>(offered, checked((int)offeredLength));
            foreach (var protocol in engine.ApplicationProtocols)
            {
                for (var at = 0; at < offer.Length; at += 1 + offer[at])
                {
                    if (offer.Length - at > offer[at] && offer.Slice(at + 1, offer[at]).SequenceEqual(protocol.Protocol.Span))
                    {
                        *chosen = offered + at + 1;
                        *chosenLength = offer[at];
                        return LibSsl.AlpnOk;
                    }
                }
            }
        }
        catch (Exception error)
        {
            engine.Keep(error);
        }

        return LibSsl.AlpnFatal;
    }

    private static TlsServerEngine Engine(nint ssl) => Unsafe.As<TlsServerEngine>(TlsBio.EngineOf(ssl));
}
