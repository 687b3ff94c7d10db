using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>A farm in force under one kind of bridging.</summary>
/// <param name="Channel">How connections to it are made.</param>
/// <param name="State">YARP's runtime state: servers, their health, the client.</param>
/// <param name="Affinity">The cookie that keeps a browser on its server, or null.</param>
internal sealed record FrontEndCluster(FrontEndChannel Channel, ClusterState State, AffinityCookie? Affinity);
