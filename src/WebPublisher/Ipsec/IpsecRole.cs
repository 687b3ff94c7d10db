using System.Net;
using System.Net.Sockets;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>A connection as one of its two machines sees it.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Side">Front or back: which machine that is.</param>
internal sealed record IpsecRole(IpsecConnection Connection, IpsecSide Side)
{
    /// <summary>What everything of this connection is called in strongSwan and in names of files; what has another name belongs to somebody else.</summary>
    public string Label => Prefix + Connection.Name;

    /// <summary>What all labels begin with.</summary>
    public const string Prefix = "webpublisher-";

    /// <summary>Whether it is the machine whose policy this is, so that its certificate and key are at hand.</summary>
    public bool IsOwn => Side == Connection.Side;

    /// <summary>The machine.</summary>
    public IpsecEnd Local => Connection.End(Side);

    /// <summary>The other one.</summary>
    public IpsecEnd Remote => Connection.End(Side == IpsecSide.Front ? IpsecSide.Back : IpsecSide.Front);

    /// <summary>The protected ports as nftables writes a set.</summary>
    public string PortSet => $"{{ {string.Join(", ", Connection.Ports)} }}";

    /// <summary>The family of the addresses as nftables calls it.</summary>
    public string Family => Local.Address.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6" : "ip";

    /// <summary>The roles of the machine whose policy this is.</summary>
    public static IReadOnlyList<IpsecRole> Own(IpsecPolicy policy) =>
        [.. policy.Connections.Where(c => c.Side != IpsecSide.Neither).Select(c => new IpsecRole(c, c.Side))];

    /// <summary>A network of one address.</summary>
    public static string Single(IPAddress address) => $"{address}/{(address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)}";
}
