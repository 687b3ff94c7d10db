using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Policy.Compilation.Ipsec;

/// <summary>Says of what travels in clear whether IPsec covers its way.</summary>
internal static class IpsecCoverage
{
    /// <summary>Warns that a rule forwards in clear, and says what IPsec covers.</summary>
    /// <param name="location">Where the rule says so.</param>
    /// <param name="farm">The front end, or null when it has errors.</param>
    /// <param name="context">The load, with its section <c>ipsec</c> compiled.</param>
    public static void Warn(SourceLocation location, FrontEndFarm? farm, CompilationContext context)
    {
        const string Clear = "bridging: http forwards in clear";
        const string Danger = "whoever can listen between here and the front end reads passwords and mail";
        var covered = farm?.Servers.Select(s => (Server: s, Connection: context.Ipsec?.Connections.FirstOrDefault(c => c.Covers(s)))).ToList() ?? [];
        var names = string.Join(", ", covered.Select(c => c.Connection?.Name).OfType<string>().Distinct(StringComparer.Ordinal).Select(Documents.Quoted.Text));
        var bare = covered.Where(c => c.Connection is null).Select(c => c.Server).ToList();
        if (names.Length > 0 && bare.Count == 0)
        {
            context.Diagnostics.Warning(location, $"{Clear}, and ipsec {names} covers every server of the front end; 'webpublisher ipsec check' says whether it stands");
        }
        else if (context.Ipsec is null || bare.Count == 0)
        {
            context.Diagnostics.Warning(location, $"{Clear}; {Danger}");
        }
        else
        {
            context.Diagnostics.Warning(location, $"{Clear}; {Danger}. ipsec {(names.Length > 0 ? "covers others, but not" : "does not cover")} {string.Join(", ", bare.Select(s => s.Authority))}{Hint(bare, context.Ipsec)}");
        }
    }

    /// <summary>The warning about mail that is sent to servers in clear: that IPsec covers all of them, or else what the danger is.</summary>
    /// <param name="clear">What is sent in clear.</param>
    /// <param name="danger">What to say of it where it is not covered.</param>
    /// <param name="servers">Where to; a server by name is never covered.</param>
    /// <param name="context">The load, with its section <c>ipsec</c> compiled.</param>
    public static string OfServers(string clear, string danger, IEnumerable<FrontEndServer> servers, CompilationContext context) =>
        Describe(clear, danger, [.. servers.Select(server => context.Ipsec?.Connections.FirstOrDefault(connection => connection.Covers(server)))]);

    /// <summary>The same of a server that is no mail server.</summary>
    /// <param name="clear">What is sent in clear.</param>
    /// <param name="danger">What to say of it where it is not covered.</param>
    /// <param name="server">Where to.</param>
    /// <param name="context">The load, with its section <c>ipsec</c> compiled.</param>
    public static string OfServer(string clear, string danger, EndPoint server, CompilationContext context) =>
        OfServers(clear, danger, server is IPEndPoint at ? [new FrontEndServer(at.Address.ToString(), at.Port)] : [], context);

    /// <summary>The same of what comes to an address of this machine in clear.</summary>
    /// <param name="clear">What comes in clear.</param>
    /// <param name="danger">What to say of it where it is not covered.</param>
    /// <param name="listen">The address and port.</param>
    /// <param name="context">The load, with its section <c>ipsec</c> compiled.</param>
    public static string OfListener(string clear, string danger, IPEndPoint listen, CompilationContext context) =>
        Describe(clear, danger, [context.Ipsec?.Connections.FirstOrDefault(c => c.Side == IpsecSide.Back && c.Ports.Contains(listen.Port) && c.Back.Address.Equals(listen.Address))]);

    private static string Describe(string clear, string danger, IReadOnlyCollection<IpsecConnection?> connections)
    {
        if (connections.Count == 0 || connections.Contains(null))
        {
            return $"{clear}{danger}";
        }

        var names = string.Join(", ", connections.Select(c => c!.Name).Distinct(StringComparer.Ordinal).Select(Documents.Quoted.Text));
        return $"{clear}, and ipsec {names} covers the way; 'webpublisher ipsec check' says whether it stands";
    }

    private static string Hint(List<FrontEndServer> bare, IpsecPolicy ipsec)
    {
        if (bare.Find(s => ipsec.Connections.Any(c => c.Side == IpsecSide.Front && c.Back.Identity.Equals(s.Host, StringComparison.OrdinalIgnoreCase))) is not { } named)
        {
            return "";
        }

        var address = ipsec.Connections.First(c => c.Back.Identity.Equals(named.Host, StringComparison.OrdinalIgnoreCase)).Back.Address.ToString();
        return named.Host == address ? "; its port is not among the ports of the connection" : $"; a name may lead anywhere, write the address: {new FrontEndServer(address, named.Port).Authority}";
    }
}
