using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// One request of a rule that passes NTLM or Negotiate: by which connection it goes, and whether that belongs to its client from then on. It does from the first request
/// with such credentials, or from the first answer that asks for them.
/// </summary>
/// <remarks>With HTTP/2 there is no client connection that a front end's could belong to, and an answer that asks for such credentials is not passed on.</remarks>
internal sealed class ConnectionBinding
{
    private readonly AuthenticationPolicy _policy;
    private readonly FrontEndCluster _cluster;
    private readonly PinnedConnections? _client;
    private readonly bool _hasBoundCredentials;
    private PinnedConnection? _pinned;
    private bool _pins;
    private bool _inHandshake;

    private ConnectionBinding(AuthenticationPolicy policy, FrontEndCluster cluster, HttpRequest request, PinnedConnections? client)
    {
        _policy = policy;
        _cluster = cluster;
        _client = client;
        _hasBoundCredentials = _pins = RequestCredentials.AreBound(request);
    }

    /// <summary>The client's own connection, taken for this request; null when it has none.</summary>
    public FrontEndConnection? Connection => _pinned?.Connection;

    /// <summary>The server at its end, whatever its health: a logon cannot move.</summary>
    public DestinationState? Server => _pinned is { } pinned && _cluster.State.Destinations.TryGetValue(pinned.Server, out var server) ? server : null;

    /// <summary>Whether the request may be sent anew by another connection.</summary>
    public bool MayRepeat => _pinned is null || !_hasBoundCredentials;

    /// <summary>Whether the front end keeps this client's connection, so that all of the request has to reach it, also when it has answered before.</summary>
    public bool IsPinning => _client is not null && (_pinned is not null || _pins);

    /// <summary>Begins. Takes the client's connection to the farm, when it has one that is alive.</summary>
    /// <param name="http">The request, its credentials admitted.</param>
    /// <param name="policy">What passes.</param>
    /// <param name="cluster">The farm.</param>
    /// <param name="allowedSilence">Longest time in which no byte moves in either direction.</param>
    /// <param name="limit">Counts pinned connections.</param>
    /// <param name="refused">Why the request cannot be sent, or null.</param>
    public static ConnectionBinding Begin(HttpContext http, AuthenticationPolicy policy, FrontEndCluster cluster, TimeSpan allowedSilence, PinnedConnectionLimit limit, out Denial? refused)
    {
        refused = null;
        var client = HttpProtocol.IsHttp2(http.Request.Protocol) ? null : PinnedConnections.Of(http, limit);
        var binding = new ConnectionBinding(policy, cluster, http.Request, client);
        var pinned = client?.Find(cluster);
        if (pinned is not null && pinned.IsOf(cluster) && pinned.TryBegin(allowedSilence))
        {
            binding._pinned = pinned;
            return binding;
        }

        if (pinned is { InHandshake: true })
        {
            client!.End();
        }

        pinned?.Cut();
        if (binding._hasBoundCredentials)
        {
            refused = client is { IsEnding: true } ? new Denial(DenialReason.BoundConnectionLost, "the connection to the front end ended before this leg of the logon")
                : limit.IsReached ? new Denial(DenialReason.FrontEndUnavailable, $"{PinnedConnectionLimit.Maximum} connections to front ends belong to clients")
                : null;
        }

        return binding;
    }

    /// <summary>Judges the head of an answer before anything of it is passed on.</summary>
    /// <param name="head">The head.</param>
    /// <param name="keepsConnection">Whether the front end keeps its connection.</param>
    /// <returns>False when it cannot be passed on over HTTP/2.</returns>
    public bool Judge(ResponseHead head, bool keepsConnection)
    {
        _inHandshake = false;
        _pins |= head.IsLoggedOn;
        if (head.Status == StatusCodes.Status401Unauthorized)
        {
            foreach (var (name, value) in head.Fields)
            {
                if (name.Equals(HeaderNames.WWWAuthenticate, StringComparison.OrdinalIgnoreCase))
                {
                    Judge(value);
                }
            }
        }

        if (_client is null)
        {
            return !_pins;
        }

        // What the front end does to its connection happens to the client's.
        if (IsPinning && !keepsConnection)
        {
            _client.End();
        }

        return true;
    }

    /// <summary>Leaves a connection whose exchange is over: to the client, to the pool, or to nobody.</summary>
    public void Leave(FrontEndConnection connection, ConnectionPool pool, string server, bool isReusable)
    {
        if (isReusable && _pinned is null && _pins)
        {
            _pinned = _client?.TryPin(_cluster.Channel, pool, connection, server);
            isReusable = _pinned is not null;
        }

        switch (_pinned)
        {
            case { } pinned when isReusable:
                pinned.Rest(_inHandshake);
                break;
            case { } pinned:
                pinned.End();
                break;
            case null when isReusable:
                pool.Return(connection);
                break;
            default:
                pool.Close(connection);
                if (_pins)
                {
                    _client?.End();
                }

                break;
        }

        _pinned = null;
    }

    private void Judge(string challenges)
    {
        foreach (var challenge in new ChallengeList(challenges))
        {
            if ((SchemeName.Of(challenge) & _policy.Pass & AuthenticationSchemes.ConnectionBound) != AuthenticationSchemes.None)
            {
                _pins = true;
                _inHandshake |= ChallengeList.HasToken(challenge);
            }
        }
    }
}
