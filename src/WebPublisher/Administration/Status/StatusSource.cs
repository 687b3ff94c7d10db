using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Publishing;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Administration.Status;

/// <summary>Puts together how the server is, of what its parts know already: nobody is asked over a network, no program is started, no file is opened.</summary>
/// <param name="server">The server that runs.</param>
internal sealed class StatusSource(RunningServer server)
{
    private const int MaximumReloads = 20;

    private static readonly string s_version = typeof(StatusSource).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Looks now. For any thread.</summary>
    public ServerStatus Look()
    {
        var policy = server.Policy.Current;
        var (web, smtp) = (server.Web(), server.Smtp());
        return new ServerStatus(
            policy.Server.Name,
            s_version,
            server.Started,
            server.Time.GetUtcNow(),
            Halves(server.Parts),
            Phase: server.Drain.IsDraining ? "draining" : "running",
            new PolicyStatus(policy.Revision, server.PolicyFile, [.. server.History().Reverse().Take(MaximumReloads).Select(ReloadStatus.Of)]),
            server.Readiness(),
            [.. (web?.OpenEndPoints ?? []).Concat(smtp?.OpenEndPoints ?? []).Select(Describe)],
            Describe(web?.ServerHealth ?? []),
            Describe(smtp?.ServerHealth ?? []),
            [.. CertificatesInUse.Of(policy).Select(Describe).OrderBy(certificate => certificate.NotAfter)],
            Describe(server.States.Find(policy)),
            server.Ipsec(),
            Describe());
    }

    private static ImmutableArray<string> Halves(PublisherParts parts) => parts switch
    {
        PublisherParts.Web => [DecisionWords.Web],
        PublisherParts.Smtp => [DecisionWords.Smtp],
        _ => [DecisionWords.Web, DecisionWords.Smtp],
    };

    private static ListenerStatus Describe(OpenEndPoint endPoint) => new(
        endPoint.Name,
        endPoint.Kind switch { "receive connector" => "receiveConnector", "screener listener" => "screenerListener", var kind => kind },
        endPoint.Address.ToString(),
        endPoint.Protocol == "SMTP over TLS" ? "smtps" : endPoint.Protocol.ToLowerInvariant(),
        endPoint.Connections);

    private static ImmutableArray<ServerGroupStatus> Describe(ImmutableArray<ServerHealth> servers) =>
    [
        .. servers.GroupBy(health => health.Group, StringComparer.Ordinal)
            .Select(group => new ServerGroupStatus(group.Key, [.. group.Select(health => new InnerServerStatus(health.Server.Authority, health.IsAvailable, health.Problem))])),
    ];

    private static CertificateStatus Describe(ServerCertificate certificate) => new(
        certificate.Name,
        certificate.Leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        certificate.DnsNames,
        certificate.Leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
        CertificateValidity.Begins(certificate.Leaf),
        certificate.Expires,
        certificate.Leaf.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());

    private static StoreStatus Describe(StateStore? state) => state is null
        ? new StoreStatus("none", Connected: true, Pending: 0, Nodes: [], Blocked: 0, Allowed: 0, Reputations: 0, LogonLocks: 0, Held: 0, HeldBytes: 0)
        : new StoreStatus(
            state.Replication.IsShared ? "postgres" : "sqlite",
            state.Replication.IsConnected,
            state.Replication.Pending,
            [.. state.Replication.Nodes.Select(node => new NodeStatus(node.Name, node.LastSeen))],
            state.Addresses.CountOf(AddressListKind.Block),
            state.Addresses.CountOf(AddressListKind.Allow),
            state.Reputations.Count,
            state.LogonLocks.Entries.Length,
            state.Held.Totals.Messages,
            state.Held.Totals.Bytes);

    private static ProcessStatus Describe()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessStatus(process.Id, process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), process.TotalProcessorTime.TotalSeconds, process.Threads.Count);
    }
}
