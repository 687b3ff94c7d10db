using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>Makes health probes: a GET of the path and query from the policy, which YARP's own factory would take for a path only.</summary>
internal sealed class ProbeRequests : IProbingRequestFactory
{
    /// <inheritdoc/>
    public HttpRequestMessage CreateRequest(ClusterModel cluster, DestinationModel destination)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, destination.Config.Address + cluster.Config.Metadata![ClusterTranslation.ProbeMetadata])
        {
            Version = cluster.Config.HttpRequest!.Version!,
            VersionPolicy = cluster.Config.HttpRequest.VersionPolicy!.Value,
        };
        request.Headers.Add("User-Agent", "WebPublisher-Probe");
        return request;
    }
}
