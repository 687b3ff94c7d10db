using System.Net;
using System.Net.NetworkInformation;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Is everything open that the policy opens, and what else of this machine can strangers reach?</summary>
internal sealed class PortsArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "ports";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        [("ports", _ => Task.Run<IReadOnlyList<Finding>>(() => [.. Examine(@case)]))];

    private static IEnumerable<Finding> Examine(DoctorCase @case)
    {
        var open = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        var ours = Ours(@case).ToList();
        foreach (var (name, address) in ours)
        {
            yield return open.Any(one => Covers(one, address))
                ? Finding.Ok($"{address}", $"is open, for {name}")
                : Finding.Warning($"{address}", $"is not open, and {name} is to listen there", "start the server, or look in its log why it does not listen");
        }

        foreach (var other in open.Where(one => !IPAddress.IsLoopback(one.Address) && !ours.Any(own => Covers(one, own.Address) || Covers(own.Address, one))).DistinctBy(one => one.Port).OrderBy(one => one.Port))
        {
            yield return Finding.Note($"{other}", "is open beyond this machine and not by this policy", "if strangers need not reach it, close it or bind it to an inner address");
        }
    }

    private static IEnumerable<(string Name, IPEndPoint Address)> Ours(DoctorCase @case)
    {
        foreach (var listener in @case.Policy.Web.Listeners.Where(listener => listener.EndPoint.Port > 0))
        {
            yield return ($"listener {listener.Name}", listener.EndPoint);
        }

        foreach (var connector in @case.Policy.Mail?.ReceiveConnectors ?? [])
        {
            foreach (var endPoint in connector.EndPoints.Where(one => one.Address.Port > 0))
            {
                yield return ($"receive connector {connector.Name}", endPoint.Address);
            }
        }

        if (@case.Policy.Operations.Listen is { Port: > 0 } operations)
        {
            yield return ("operations", operations);
        }
    }

    // A socket on the wildcard address of IPv6 usually takes IPv4 as well.
    private static bool Covers(IPEndPoint open, IPEndPoint wanted) =>
        open.Port == wanted.Port && (open.Address.Equals(wanted.Address) || open.Address.Equals(IPAddress.IPv6Any) || (open.Address.Equals(IPAddress.Any) && wanted.AddressFamily == open.AddressFamily)
            || (open.Address.IsIPv4MappedToIPv6 && open.Address.MapToIPv4().Equals(wanted.Address)));
}
