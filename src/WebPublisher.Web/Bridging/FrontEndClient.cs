using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>The HTTP/1.1 client of one channel: its pool of connections and its circuit breakers.</summary>
/// <remarks>
/// Not disposed when a policy replaces it: requests that captured the old policy finish on it. Its idle connections then close by themselves and it is collected.
/// </remarks>
internal sealed class FrontEndClient
{
    /// <summary>Makes a client without connections.</summary>
    public FrontEndClient(FrontEndChannel channel, TimeProvider time, ILogger logger)
    {
        Channel = channel;
        var connector = new FrontEndConnector(channel, time, logger);
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,

            // A front end's name may come to mean another address; a server that closes idle connections should not find us waiting on them.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),

            // The client's browser follows redirects, keeps cookies and decompresses; this server passes on what it gets.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,

            // KiB. A front end that answers with more is not answering as a webmail does.
            MaxResponseHeadersLength = 64,

            // An unwanted rest of a body is read off to save the connection, but only for so long.
            ResponseDrainTimeout = TimeSpan.FromSeconds(2),
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),

            // Field values are bytes (RFC 9110 section 5.5): what came in goes out the same.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,

            // Replaces a trace context sent by the outside with our own span's.
            ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.CreateDefaultPropagator()),
        };
        Invoker = new HttpMessageInvoker(new FrontEndHost(channel.Bridging == BridgingMode.Https, sockets), disposeHandler: true);
    }

    /// <summary>How its connections are made.</summary>
    public FrontEndChannel Channel { get; }

    /// <summary>What YARP's forwarder and health probes send by.</summary>
    public HttpMessageInvoker Invoker { get; }
}
