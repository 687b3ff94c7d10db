using System.Globalization;
using System.Text;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>The connections as <c>swanctl.conf</c> has them.</summary>
internal static class SwanctlText
{
    /// <summary>The file's content.</summary>
    public static string Of(IpsecProcessing processing, IEnumerable<IpsecRole> roles)
    {
        var text = new StringBuilder("# Rendered by webpublisher; changes are lost.\nconnections {\n");
        foreach (var role in roles)
        {
            Write(text, processing, role);
        }

        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, IpsecProcessing processing, IpsecRole role)
    {
        var connection = role.Connection;
        var isFront = role.Side == IpsecSide.Front;
        var auth = connection.PresharedKey is null ? "pubkey" : "psk";
        var clients = Selector(isFront ? role.Local : role.Remote, [null]);
        var services = Selector(isFront ? role.Remote : role.Local, [.. connection.Ports.Select(p => (int?)p)]);

        // The front end keeps the connection up, and once more when it is lost: packets wait for it, none goes another way. The back end waits to be asked.
        var start = (isFront, processing) switch
        {
            (false, _) => "none",
            (true, IpsecProcessing.Kernel) => "trap|start",
            _ => "start",
        };
        text.Append(CultureInfo.InvariantCulture, $$"""
              {{role.Label}} {
                version = 2
                local_addrs = {{role.Local.Address}}
                remote_addrs = {{role.Remote.Address}}
                proposals = {{string.Join(",", connection.KeyExchange.Select(g => $"aes256gcm16-prfsha384-{Group(g)}"))}}
                mobike = no
                dpd_delay = 10s
                keyingtries = 0
                unique = replace
                local {
                  auth = {{auth}}
                  id = {{role.Local.Identity}}

            """);
        if (connection.PresharedKey is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"      certs = {role.Label}.pem\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    }}\n    remote {{\n      auth = {auth}\n      id = {role.Remote.Identity}\n");
        if (connection.PresharedKey is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"      cacerts = {string.Join(",", connection.TrustedRoots.Select((_, i) => SwanctlCredentials.RootName(role, i)))}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $$"""
                }
                children {
                  {{role.Label}} {
                    mode = {{(processing == IpsecProcessing.Kernel ? "transport" : "tunnel")}}
                    local_ts = {{(isFront ? clients : services)}}
                    remote_ts = {{(isFront ? services : clients)}}
                    esp_proposals = {{string.Join(",", connection.KeyExchange.Select(g => $"aes256gcm16-{Group(g)}"))}}
                    start_action = {{start}}
                    close_action = {{(isFront ? "start" : "none")}}
                    dpd_action = {{(isFront ? "restart" : "clear")}}
                  }
                }
              }

            """);
    }

    private static string Selector(IpsecEnd end, int?[] ports) =>
        string.Join(",", ports.Select(port => $"{IpsecRole.Single(end.Address)}[tcp{(port is { } number ? string.Create(CultureInfo.InvariantCulture, $"/{number}") : "")}]"));

    private static string Group(IpsecKeyExchange group) => group switch
    {
        IpsecKeyExchange.Ecp384 => "ecp384",
        IpsecKeyExchange.Ecp256 => "ecp256",
        IpsecKeyExchange.X25519 => "curve25519",
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };
}
