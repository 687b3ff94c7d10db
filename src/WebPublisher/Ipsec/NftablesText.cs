using System.Globalization;
using System.Text;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>
/// The rules that fail closed: they stand on their own, whether strongSwan runs or not, and drop what should be in IPsec and is not. A table of its own: an
/// <c>accept</c> here ends nothing but this table, and the machine's other rules go on deciding.
/// </summary>
internal static class NftablesText
{
    /// <summary>Where the file belongs, relative to <c>/etc</c>.</summary>
    public const string Path = "nftables.d/webpublisher-ipsec.nft";

    /// <summary>The name of the table, of family <c>inet</c>.</summary>
    public const string Table = "webpublisher_ipsec";

    private const string Inbound = "inbound";
    private const string Outbound = "outbound";
    private const string Syn = "tcp flags & (syn | ack) == syn";

    /// <summary>The file's content. Loading it replaces the table as one change: there is no moment without rules.</summary>
    public static string Of(IpsecProcessing processing, IReadOnlyList<IpsecRole> roles)
    {
        var rules = Rules(processing, roles);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#!/usr/sbin/nft -f\n# Rendered by webpublisher; changes are lost.\ntable inet {Table}\ndelete table inet {Table}\ntable inet {Table} {{\n");

        // Before destination NAT, so that a port that is passed on to a container is guarded as well; and after source NAT.
        Chain(text, Inbound, "prerouting priority -300", rules);
        Chain(text, Outbound, "postrouting priority 300", rules);
        return text.Append("}\n").ToString();
    }

    /// <summary>The rules, in order.</summary>
    public static IReadOnlyList<NftablesRule> Rules(IpsecProcessing processing, IReadOnlyList<IpsecRole> roles)
    {
        var (missing, present, unsent) = processing == IpsecProcessing.Kernel
            ? ("meta ipsec missing", "meta ipsec exists", "rt ipsec missing")
            : ("iifname != \"ipsec0\"", "iifname \"ipsec0\"", "oifname != \"ipsec0\"");
        var rules = new List<NftablesRule> { new(Inbound, "iifname \"lo\" accept", "this machine itself"), new(Outbound, "oifname \"lo\" accept", "this machine itself") };
        foreach (var role in roles)
        {
            var (from, to, ports, name) = ($"{role.Family} saddr {role.Remote.Address}", $"{role.Family} daddr {role.Remote.Address}", role.PortSet, role.Connection.Name);
            if (role.Side == IpsecSide.Front)
            {
                rules.Add(new(Outbound, $"{to} tcp dport {ports} {unsent} counter drop", $"{name}: request in clear"));
                rules.Add(new(Inbound, $"{from} tcp sport {ports} {missing} counter drop", $"{name}: answer in clear"));
                rules.Add(new(Inbound, $"{from} tcp dport {ports} {Syn} counter drop", $"{name}: connection from the back end"));
                rules.Add(new(Inbound, $"{from} tcp sport {ports} {Syn} counter drop", $"{name}: connection from a protected port"));
            }
            else
            {
                rules.Add(new(Inbound, $"{from} {role.Family} daddr {role.Local.Address} tcp dport {ports} {present} counter accept", $"{name}: request through ipsec"));
                rules.Add(new(Outbound, $"{to} tcp sport {ports} {unsent} counter drop", $"{name}: answer in clear"));
            }
        }

        var served = roles.Where(r => r.Side == IpsecSide.Back).SelectMany(r => r.Connection.Ports).Distinct().Order().ToList();
        if (served.Count > 0)
        {
            rules.Add(new(Inbound, $"fib daddr type local tcp dport {{ {string.Join(", ", served)} }} counter drop", "in clear, or from no front end"));
        }

        return rules;
    }

    private static void Chain(StringBuilder text, string name, string hook, IEnumerable<NftablesRule> rules)
    {
        text.Append(CultureInfo.InvariantCulture, $"  chain {name} {{\n    type filter hook {hook}; policy accept;\n");
        foreach (var rule in rules.Where(r => r.Chain == name))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {rule.Text} comment \"{rule.Comment}\"\n");
        }

        text.Append("  }\n");
    }
}
