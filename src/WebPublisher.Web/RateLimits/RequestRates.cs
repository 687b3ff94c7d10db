using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Clients;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.RateLimits;

/// <summary>Refuses what one client or one user asks for above the limits of a section. Counts belong to the limits of one policy: a reload begins anew.</summary>
/// <param name="time">The clock.</param>
public sealed class RequestRates(TimeProvider time)
{
    // What one subscriber has (RFC 6177).
    private const int ClientIpv6Prefix = 64;

    private readonly TokenBuckets _clients = new(time);
    private readonly TokenBuckets _users = new(time);

    /// <summary>Counts a request.</summary>
    /// <returns>Why it is refused, or null.</returns>
    public Denial? Examine(RateLimitsPolicy limits, HttpContext http, IPAddress client)
    {
        foreach (var set in limits.Except)
        {
            if (set.Contains(client))
            {
                return null;
            }
        }

        var network = ClientNetwork.Of(client, ipv4Prefix: 32, ClientIpv6Prefix);
        if (limits.PerClient is { } perClient && Take(_clients.Of(perClient, network.Bits), http) is { } refused)
        {
            return Refusal(refused, perClient, $"client {network}");
        }

        if (limits.PerUser is { } perUser && RequestUser.Of(http.Request, limits.SessionCookies, network) is { } user && Take(_users.Of(perUser, user.Key), http) is { } refusedUser)
        {
            return Refusal(refusedUser, perUser, $"a user, known by {user.Source}, at {network}");
        }

        return null;
    }

    private static RateLimitLease? Take(TokenBucket bucket, HttpContext http)
    {
        var lease = bucket.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            return lease;
        }

        if (bucket.CountsUnderWay)
        {
            http.Response.RegisterForDispose(lease);
        }

        return null;
    }

    private static Denial Refusal(RateLimitLease refused, RateLimit limit, string whose)
    {
        refused.TryGetMetadata(MetadataName.RetryAfter, out var after);
        var concurrent = limit.Concurrent is { } most ? $", {most} at the same time" : "";
        return new Denial(DenialReason.RateLimited, $"{whose} has more than {limit.Requests} requests in {Duration.Format(limit.Period)}, {limit.Burst} at once{concurrent}") { RetryAfter = after };
    }
}
