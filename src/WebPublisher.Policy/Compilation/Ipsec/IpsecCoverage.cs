using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Policy.Compilation.Ipsec;

/// <summary>Says of requests that are forwarded in clear whether IPsec covers them.</summary>
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
