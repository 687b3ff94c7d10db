using System.Net;
using System.Net.Sockets;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Ipsec;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Policy.Compilation.Ipsec;

/// <summary>Compiles <c>front</c> and <c>back</c> of an IPsec connection.</summary>
internal static class IpsecEndCompiler
{
    /// <summary>Compiles an end; null when it is absent or has errors.</summary>
    public static IpsecEnd? Compile(IpsecEndDocument? document, DiagnosticList diagnostics)
    {
        if (document?.Address is not { } address)
        {
            return null;
        }

        if (!IsMachine(address.Value))
        {
            diagnostics.Error(address.Location, $"{address.Value} is not the address of one machine as another sees it");
            return null;
        }

        if (document.Identity is not { } identity)
        {
            return document.Has(nameof(document.Identity)) ? null : new IpsecEnd(address.Value, address.Value.ToString());
        }

        if (HostText.Parse(identity.Value, out var host) is { } problem)
        {
            diagnostics.Error(identity.Location, problem);
            return null;
        }

        if (host.Contains('*', StringComparison.Ordinal))
        {
            diagnostics.Error(identity.Location, $"{Quoted.Text(identity.Value)} is not the name of one machine");
            return null;
        }

        return new IpsecEnd(address.Value, host);
    }

    private static bool IsMachine(IPAddress address)
    {
        var isMulticast = address.AddressFamily == AddressFamily.InterNetwork ? address.GetAddressBytes()[0] >= 224 : address.IsIPv6Multicast;
        return !isMulticast && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) && !address.IsIPv4MappedToIPv6;
    }
}
