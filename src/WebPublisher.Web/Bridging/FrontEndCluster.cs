using System.Collections.Frozen;
using WebPublisher.Web.Bridging.Http1;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>A farm in force under one kind of bridging.</summary>
/// <param name="Channel">How connections to it are made.</param>
/// <param name="Pools">The connections to each server, by what YARP calls the destination's id.</param>
/// <param name="State">YARP's runtime state: servers and their health.</param>
/// <param name="Affinity">The cookie that keeps a browser on its server, or null.</param>
internal sealed record FrontEndCluster(FrontEndChannel Channel, FrozenDictionary<string, ConnectionPool> Pools, ClusterState State, AffinityCookie? Affinity);
