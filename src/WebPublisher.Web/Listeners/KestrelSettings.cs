using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.Listeners;

/// <summary>What Kestrel may be asked for by a stranger, and how it talks.</summary>
internal static class KestrelSettings
{
    /// <summary>Connections at a time; 16,384 idle TLS connections take some 700 MB with the kernel's share. Further ones are closed as they come.</summary>
    public const int MaximumConnections = 16 * 1024;

    /// <summary>Bytes of a request line: OWA's published baseline, a URL of 16384 and a query of 4096. Rules may only be stricter, here and below.</summary>
    public const int MaximumRequestLine = 20 * 1024 + 512;

    /// <summary>The most bytes of a request's header fields, be it one field (a Kerberos ticket with many groups) or many; filters may ask for fewer.</summary>
    public const int MaximumHeaderBytes = 32 * 1024;

    /// <summary>Fields of a request's header.</summary>
    public const int MaximumFields = 100;

    /// <summary>How long a request's head may take from its first byte.</summary>
    public static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(15);

    private static readonly DigitEncoding s_digits = new();

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;

        // Fields are bytes to a publisher: what a front end or a browser sends passes unchanged, in whatever encoding.
        options.RequestHeaderEncodingSelector = static name => name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? s_digits : Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;

        // The host of a target in absolute form overrides the Host field (RFC 9112 section 3.2.2). The pipeline refuses one that is not published, with a record.
        options.AllowHostHeaderOverride = true;

        var limits = options.Limits;
        limits.MaxConcurrentConnections = MaximumConnections;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.RequestHeadersTimeout = HeadTimeout;
        limits.MaxRequestLineSize = MaximumRequestLine;
        limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
        limits.MaxRequestHeaderCount = MaximumFields;

        // Each rule has its own limit, which the pipeline applies.
        limits.MaxRequestBodySize = null;

        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.MaxRequestHeaderFieldSize = MaximumHeaderBytes;
        limits.Http2.InitialStreamWindowSize = 256 * 1024;
        limits.Http2.InitialConnectionWindowSize = 512 * 1024;
    }
}
