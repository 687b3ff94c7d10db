using WebPublisher.Policy;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Commands;

/// <summary>Finds the listener that a URL leads to.</summary>
internal static class ListenerChoice
{
    /// <summary>
    /// The listener of the URL's scheme on its port; when none has that port, the first of the scheme, because ports may be translated on the way.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scheme"><c>http</c> or <c>https</c>.</param>
    /// <param name="port">The URL's port, or null.</param>
    /// <param name="named">The listener the operator asked for, or null.</param>
    /// <exception cref="CommandFailure">There is no listener of that name, or it does not speak the scheme.</exception>
    public static ListenerPolicy? Choose(WebPolicy policy, string scheme, int? port, string? named)
    {
        var protocol = scheme == "https" ? ListenerProtocol.Https : ListenerProtocol.Http;
        var candidates = policy.Listeners.Where(l => l.Protocol == protocol).ToList();
        if (named is not null)
        {
            return candidates.Find(l => l.Name == named) ?? throw new CommandFailure(
                $"no listener named '{named}' speaks {scheme}; there is {Names(policy)}.", ExitCode.Usage);
        }

        var wanted = port ?? (protocol == ListenerProtocol.Https ? 443 : 80);
        return candidates.Find(l => l.EndPoint.Port == wanted) ?? candidates.FirstOrDefault();
    }

    private static string Names(WebPolicy policy) =>
        policy.Listeners.IsEmpty ? "none" : string.Join(", ", policy.Listeners.Select(l => $"{l.Name} ({(l.Protocol == ListenerProtocol.Https ? "https" : "http")})"));
}
