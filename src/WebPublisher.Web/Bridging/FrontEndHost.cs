namespace WebPublisher.Web.Bridging;

/// <summary>
/// Leaves the port 443 out of a Host field that would otherwise be derived from the request's URI: a front end behind TLS is addressed by an <c>http</c> URI here
/// (see <see cref="ClusterTranslation"/>), to which 443 would not be the default port.
/// </summary>
internal sealed class FrontEndHost(bool secure, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int HttpsPort = 443;

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (secure && request.Headers.Host is null && request.RequestUri is { Port: HttpsPort } target)
        {
            request.Headers.Host = target.HostNameType == UriHostNameType.IPv6 ? target.Host : target.IdnHost;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
