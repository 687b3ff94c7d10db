using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;

namespace WebPublisher.Publishing;

/// <summary>
/// Looks up the published names and warns of those that do not lead here: a name that still points to the webmail server itself publishes nothing. Behind address
/// translation the warning is expected, so it is one and no error.
/// </summary>
/// <param name="resolve">Looks up a name.</param>
/// <param name="time">The clock of the time limit.</param>
/// <param name="logger">Where warnings go.</param>
public sealed partial class PublishedNamesCheck(Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time, ILogger<PublishedNamesCheck> logger)
{
    /// <summary>Names looked up; a policy with more is checked in part.</summary>
    public const int MaximumNames = 100;

    private readonly ILogger _logger = logger;

    /// <summary>Longest time for one name.</summary>
    public static TimeSpan NameLimit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Checks by the system's resolver.</summary>
    public PublishedNamesCheck(TimeProvider time, ILogger<PublishedNamesCheck> logger)
        : this((name, cancellation) => Dns.GetHostAddressesAsync(name, cancellation), time, logger)
    {
    }

    /// <summary>Checks every published name, one after the other. Never throws but for cancellation.</summary>
    public async Task RunAsync(WebPolicy policy, CancellationToken cancellation)
    {
        var here = AddressesOf(policy.Listeners.Select(listener => listener.EndPoint.Address));
        foreach (var name in PublishedNames.Of(policy).Take(MaximumNames))
        {
            await CheckAsync(name, here, cancellation);
        }
    }

    private async Task CheckAsync(string name, HashSet<IPAddress> here, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(NameLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            // A resolver in a blocking system call does not see the token: the wait is what ends.
            var found = await resolve(name, either.Token).WaitAsync(either.Token);
            if (!found.Any(here.Contains))
            {
                LeadsElsewhere(name, string.Join(", ", found.AsEnumerable()));
            }
        }
        catch (SocketException error)
        {
            NotResolved(name, error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            NotResolved(name, $"no answer within {NameLimit.TotalSeconds} s");
        }
    }

    /// <summary>The addresses of this machine that the policy binds, for the web and for mail.</summary>
    internal static HashSet<IPAddress> AddressesOf(PublisherPolicy policy) =>
        AddressesOf(policy.Web.Listeners.Select(listener => listener.EndPoint.Address).Concat(policy.Mail?.ReceiveConnectors.SelectMany(connector => connector.EndPoints).Select(one => one.Address.Address) ?? []));

    private static HashSet<IPAddress> AddressesOf(IEnumerable<IPAddress> addresses)
    {
        var bound = addresses.ToHashSet();
        if (bound.Remove(IPAddress.Any) | bound.Remove(IPAddress.IPv6Any))
        {
            bound.UnionWith(NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(network => network.GetIPProperties().UnicastAddresses)
                .Select(unicast => unicast.Address));
        }

        return bound;
    }

    [LoggerMessage(6010, LogLevel.Warning, "The published name {Name} leads to {Addresses}, and no listener binds one of these. If addresses are translated on the way, start with --no-dns-check.")]
    private partial void LeadsElsewhere(string name, string addresses);

    [LoggerMessage(6011, LogLevel.Warning, "The published name {Name} cannot be resolved from here: {Error}. Browsers may not find it either; --no-dns-check switches this check off.")]
    private partial void NotResolved(string name, string error);
}
