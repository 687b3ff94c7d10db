using System.Globalization;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>How a connection of the policy stands, by what strongSwan says.</summary>
/// <param name="Name">The connection's name in the policy.</param>
/// <param name="Side">Which end this machine is.</param>
/// <param name="Local">This machine's address.</param>
/// <param name="Remote">The other's.</param>
/// <param name="Ports">The protected ports.</param>
/// <param name="Stands">Whether a security association is installed that encrypts as the policy says.</param>
/// <param name="Ike">The state of the IKE security association, such as <c>ESTABLISHED</c>; <c>none</c> without one.</param>
/// <param name="Esp">The state of the ESP security association, such as <c>INSTALLED</c>; <c>none</c> without one.</param>
/// <param name="Cipher">What encrypts, such as <c>AES_GCM_16-256</c>; absent without one.</param>
/// <param name="Established">For how many seconds the IKE security association stands.</param>
/// <param name="BytesIn">Bytes received through the installed one.</param>
/// <param name="BytesOut">Bytes sent through it.</param>
internal sealed record IpsecState(
    string Name, IpsecSide Side, string Local, string Remote, IReadOnlyList<int> Ports, bool Stands, string Ike, string Esp, string? Cipher, long? Established, long? BytesIn,
    long? BytesOut)
{
    private const string Cipher256 = "AES_GCM_16-256";

    /// <summary>How each role stands.</summary>
    /// <param name="processing">Who encrypts.</param>
    /// <param name="roles">What this machine takes part in.</param>
    /// <param name="raw">What <c>swanctl --list-sas --raw</c> said.</param>
    public static IReadOnlyList<IpsecState> Of(IpsecProcessing processing, IEnumerable<IpsecRole> roles, string raw)
    {
        // Each association is an answer of its own: "list-sa event {NAME {...}}".
        var associations = SwanctlSection.Parse(raw).Sections.Where(s => s.Key == "event").SelectMany(s => s.Value.Sections).ToLookup(s => s.Key, s => s.Value, StringComparer.Ordinal);
        return [.. roles.Select(role => Of(processing, role, [.. associations[role.Label]]))];
    }

    private static IpsecState Of(IpsecProcessing processing, IpsecRole role, List<SwanctlSection> associations)
    {
        // While keys are renewed there are two of a kind; the best says how the connection stands.
        var best = associations
            .SelectMany(ike => ike.Section("child-sas").Sections.Select(child => (Ike: ike, Child: (SwanctlSection?)child.Value)).DefaultIfEmpty((ike, null)))
            .OrderByDescending(pair => IsProtected(processing, role, pair.Ike, pair.Child))
            .ThenByDescending(pair => pair.Ike["state"] == "ESTABLISHED")
            .FirstOrDefault();
        var connection = role.Connection;
        var child = best.Child;
        return new IpsecState(
            connection.Name,
            role.Side,
            role.Local.Address.ToString(),
            role.Remote.Address.ToString(),
            connection.Ports,
            best.Ike is not null && IsProtected(processing, role, best.Ike, child),
            best.Ike?["state"] ?? "none",
            child?["state"] ?? "none",
            child is null ? null : CipherOf(child),
            Number(best.Ike, "established"),
            Number(child, "bytes-in"),
            Number(child, "bytes-out"));
    }

    private static bool IsProtected(IpsecProcessing processing, IpsecRole role, SwanctlSection ike, SwanctlSection? child) =>
        ike["state"] == "ESTABLISHED"
        && ike["remote-host"] == role.Remote.Address.ToString()
        && child is not null
        && child["state"] is "INSTALLED" or "REKEYING" or "REKEYED"
        && child["protocol"] == "ESP"
        && child["mode"] == (processing == IpsecProcessing.Kernel ? "TRANSPORT" : "TUNNEL")
        && CipherOf(child) == Cipher256;

    private static string CipherOf(SwanctlSection child) => $"{child["encr-alg"]}-{child["encr-keysize"]}";

    private static long? Number(SwanctlSection? section, string name) =>
        long.TryParse(section?[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
