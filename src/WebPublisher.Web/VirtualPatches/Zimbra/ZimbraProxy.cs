using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The proxy of the zimlets asks whom it is told to (CVE-2019-9621), by another host than was checked (CVE-2021-35209). What lies inside is not for outside to ask.</summary>
internal sealed class ZimbraProxy : RequestPatch
{
    private static readonly int[] s_innerPorts = [7070, 7071, 7072, 7073, 7780, 8443, 11211, 389, 3306, 7306, 25];

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (!request.HasSegment("service") || !request.HasSegment("proxy"))
        {
            return null;
        }

        if (request.Fields.ContainsKey("X-Host"))
        {
            return PatchFinding.Field("X-Host");
        }

        foreach (var parameter in request.Parameters)
        {
            if (parameter.Is("target") && !IsOutside(parameter.Value.ToString()))
            {
                return PatchFinding.Query(parameter.Name);
            }
        }

        return null;
    }

    private static bool IsOutside(string target) =>
        Uri.TryCreate(target.Trim(), UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.UserInfo.Length == 0
        && !s_innerPorts.Contains(url.Port)
        && url.IdnHost.Contains('.', StringComparison.Ordinal)
        && !url.IdnHost.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
        && !url.IdnHost.EndsWith(".internal", StringComparison.OrdinalIgnoreCase)
        && (!IPAddress.TryParse(url.IdnHost, out var address) || IsPublic(address));

    private static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[4];
        address.TryWriteBytes(octets, out _);
        return octets is not ([0 or 10 or 127, ..] or [169, 254, ..] or [192, 168, ..] or [100, >= 64 and < 128, ..] or [172, >= 16 and < 32, ..]);
    }
}
