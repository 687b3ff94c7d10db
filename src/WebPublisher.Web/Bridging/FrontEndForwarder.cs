using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>Steps 11 and 12: chooses a server of the farm and carries the request there and the answer back.</summary>
public sealed class FrontEndForwarder
{
    private readonly FrontEndFarms _farms;
    private readonly FrozenDictionary<string, ILoadBalancingPolicy> _balancing;
    private readonly IPassiveHealthCheckPolicy _observer;
    private readonly IDestinationHealthUpdater _health;
    private readonly PinnedConnectionLimit _pinned = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Made by the container; see <see cref="BridgingServices.AddBridging"/>.</summary>
    public FrontEndForwarder(
        FrontEndFarms farms,
        IEnumerable<ILoadBalancingPolicy> balancing,
        IEnumerable<IPassiveHealthCheckPolicy> observers,
        IDestinationHealthUpdater health,
        TimeProvider time,
        ILogger<FrontEndForwarder> logger)
    {
        _farms = farms;
        _balancing = balancing.ToFrozenDictionary(static policy => policy.Name, StringComparer.OrdinalIgnoreCase);
        _observer = observers.Single(static policy => policy.Name == HealthCheckConstants.PassivePolicy.TransportFailureRate);
        _health = health;
        _time = time;
        _logger = logger;
    }

    /// <summary>Forwards the request.</summary>
    /// <returns>Null when the front end's answer went to the client (whole or in part), or why nothing was sent to the client.</returns>
    public async Task<Denial?> ForwardAsync(PublishingContext context, PublishAction action)
    {
        var http = context.Http;
        var record = context.Record;
        record.Farm = action.To.Name;
        if (_farms.Find(action.To, action.Bridging) is not { } cluster)
        {
            return new Denial(DenialReason.InternalError, $"farm '{action.To.Name}' is not in force with bridging {action.Bridging}");
        }

        var balancing = _balancing[cluster.State.Model.Config.LoadBalancingPolicy!];
        var available = cluster.State.DestinationsState.AvailableDestinations;
        ConnectionBinding? binding = null;
        if (context.Section.Authentication is { PassesConnectionBound: true } authentication)
        {
            var silence = context.Section.Limits?.ResponseTimeout ?? action.To.Resilience.ActivityTimeout;
            binding = ConnectionBinding.Begin(http, authentication, cluster, silence, _pinned, out var refused);
            if (refused is not null)
            {
                return refused;
            }
        }

        var exchange = new FrontEndExchange(context, action, cluster, binding, _time);
        FrontEndConnectionException? unconnected = null;
        while (true)
        {
            // 1. A server: the one the client is logged on to, the browser's own, or the next by the farm's balancing.
            var server = exchange.Remembered(available) ?? balancing.PickDestination(http, cluster.State, available);
            if (server is null)
            {
                return unconnected is null ? new Denial(DenialReason.FrontEndUnavailable, $"no server of farm '{action.To.Name}' is healthy") : FrontEndFault.Of(unconnected);
            }

            // 2. There and back.
            record.Attempts++;
            record.FrontEnd = server.DestinationId;
            Count(cluster, server, 1);
            ForwarderError error;
            try
            {
                error = await exchange.SendAsync(server);
            }
            finally
            {
                Count(cluster, server, -1);
            }

            // 3. No connection, and nothing lost yet: another server may do. Which servers get no connections is the breaker's to judge, not YARP's observer's.
            if (error == ForwarderError.Request && exchange.CanRepeat && exchange.Failure is FrontEndConnectionException failure)
            {
                if (failure.CircuitOpen)
                {
                    _health.SetPassive(cluster.State, server, DestinationHealth.Unhealthy, cluster.Channel.BreakerOpenFor);
                }

                unconnected = MoreTelling(unconnected, failure);
                Reset(http, exchange);
                if (record.Attempts > action.To.Resilience.Retries)
                {
                    return FrontEndFault.Of(unconnected);
                }

                available = [.. available.Where(other => other != server)];
                continue;
            }

            if (error != ForwarderError.None)
            {
                http.Features.Set<IForwarderErrorFeature>(new FrontEndError(error, exchange.Failure));
            }

            _observer.RequestProxied(http, cluster.State, server);
            return error != ForwarderError.None ? await FailAsync(context, exchange, error) : exchange.Refusal is null ? Forwarded(record) : Refuse(http, exchange);
        }
    }

    /// <summary>Refuses an answer for what its body holds, or for what it asks of the client. Where a part of it was sent, whoever denies cuts the client's connection.</summary>
    private static Denial? Refuse(HttpContext http, FrontEndExchange exchange)
    {
        if (!http.Response.HasStarted)
        {
            Reset(http, exchange);
        }

        return exchange.Refusal;
    }

    private async ValueTask<Denial?> FailAsync(PublishingContext context, FrontEndExchange exchange, ForwarderError error)
    {
        var http = context.Http;
        var fault = FrontEndFault.Of(error, exchange.Failure, http.Response.HasStarted);
        if (fault.IsClients)
        {
            context.Record.Decision = PublishingDecision.Abandoned;
            http.Abort();
            return null;
        }

        if (fault.Denial?.Reason is DenialReason.BodyTooLarge or DenialReason.BodyTooSlow or DenialReason.RejectedByFirewall)
        {
            Reset(http, exchange);
            return fault.Denial;
        }

        _logger.AnswerFailed(context.Record.Farm!, context.Record.FrontEnd!, error, FrontEndFault.Describe(exchange.Failure));
        if (fault.Denial is null)
        {
            // The client has a part of the answer. Its connection is cut, so that the part cannot pass for the whole; why there is no more of it only the record can say.
            await BrokenAnswer.CutAsync(http);
            context.Record.Denial = new Denial(DenialReason.FrontEndInvalidResponse, $"{error}: {FrontEndFault.Describe(exchange.Failure)}");
            return Forwarded(context.Record);
        }

        Reset(http, exchange);
        return fault.Denial;
    }

    private static Denial? Forwarded(PublishingRecord record)
    {
        record.Decision = PublishingDecision.Forwarded;
        return null;
    }

    /// <summary>A refused certificate is what the operator must hear of, whichever server was tried last.</summary>
    private static FrontEndConnectionException MoreTelling(FrontEndConnectionException? earlier, FrontEndConnectionException later) =>
        earlier is { Failure: FrontEndConnectionFailure.CertificateRefused } ? earlier : later;

    /// <summary>Takes back what a failed front end's header left behind.</summary>
    private static void Reset(HttpContext http, FrontEndExchange exchange)
    {
        http.Features.Set<IForwarderErrorFeature>(null);
        if (exchange.IsAnswered)
        {
            http.Response.Clear();
        }
    }

    /// <summary>Keeps the number that YARP's balancing policies compare. Its own counter is internal, and all that is public is a setter. A server that is alone is compared with none.</summary>
    private static void Count(FrontEndCluster cluster, DestinationState server, int change)
    {
        if (cluster.Servers.Length > 1)
        {
            lock (server)
            {
                server.ConcurrentRequestCount += change;
            }
        }
    }
}
