using WebPublisher.Policy.Listeners;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Translation;

/// <summary>The site as the browser knows it: what inner names are translated to.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Authority">The host and port of the request.</param>
internal readonly record struct PublishedSite(string Scheme, Authority Authority)
{
    /// <summary>Whether the browser came over TLS.</summary>
    public bool IsSecure => string.Equals(Scheme, "https", StringComparison.Ordinal);

    /// <summary>Host and, where it is not the scheme's default, port.</summary>
    public string AuthorityText => Authority.ToString(Scheme);

    /// <summary>Host alone, IPv6 in brackets.</summary>
    public string HostText => (Authority with { Port = null }).ToString(Scheme);

    /// <summary>The site a request was made to.</summary>
    public static PublishedSite Of(PublishingContext context) => new(
        context.Listener.Protocol == ListenerProtocol.Https ? "https" : "http",
        new Authority(context.Target.Host, context.Target.Port));
}
