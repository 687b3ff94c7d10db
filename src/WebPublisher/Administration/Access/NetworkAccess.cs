using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Operations;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Administration.Access;

/// <summary>Who is known at the operations listener: by a token, by a login with one, or by a client certificate. All of it needs TLS.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where logins are told of.</param>
internal sealed partial class NetworkAccess(TimeProvider time, ILogger<NetworkAccess> logger)
{
    /// <summary>The cookie of a login. Browsers send one by this name to this server alone, and by TLS alone (RFC 6265bis section 4.1.3.2).</summary>
    public const string Cookie = "__Host-webpublisher";

    private const string Bearer = "Bearer ";

    // What a guess costs whoever makes it.
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly OperationsSessions _sessions = new(time);
    private readonly FailedLogins _failures = new(time);

    /// <summary>The policy in force.</summary>
    public OperationsPolicy Policy { get; private set; } = new(Listen: null, Otlp: null);

    /// <summary>Follows a policy. A session ends with its token.</summary>
    public void Follow(OperationsPolicy policy) => Policy = policy;

    /// <summary>Who sends a request that came by TLS, or null for a stranger.</summary>
    /// <exception cref="LoginRefusedException">It carries a token that is none.</exception>
    public async ValueTask<OperationsCaller?> FindAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            var token = await VerifyAsync(http, authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "");
            return new OperationsCaller($"token {token.Name}", token.May == OperationsRight.All);
        }

        return OfSession(http) ?? OfCertificate(http);
    }

    /// <summary>Looks whether a token is one of the policy.</summary>
    /// <param name="http">Who shows it.</param>
    /// <param name="shown">What is shown.</param>
    /// <exception cref="LoginRefusedException">It is none, or too many were none.</exception>
    public async ValueTask<OperationsToken> VerifyAsync(HttpContext http, string shown)
    {
        var client = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (_failures.RestOf(client) is { } rest)
        {
            throw new LoginRefusedException(StatusCodes.Status429TooManyRequests, "Too many tokens from this address were none.") { RetryAfter = rest };
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(shown));
        OperationsToken? found = null;
        foreach (var token in Policy.Tokens)
        {
            found = token.Is(hash) ? token : found;
        }

        if (found is not null)
        {
            return found;
        }

        LogFailed(client);
        if (_failures.Add(client))
        {
            LogLimited(client, FailedLogins.Window.TotalMinutes);
        }

        await Task.Delay(s_pause, time, http.RequestAborted);
        throw new LoginRefusedException(StatusCodes.Status403Forbidden, "The token is none of this server.");
    }

    /// <summary>Begins a session with a token.</summary>
    /// <returns>The number that the browser keeps.</returns>
    public string Begin(HttpContext http, OperationsToken token)
    {
        LogBegun(token.Name, http.Connection.RemoteIpAddress);
        return _sessions.Begin(token);
    }

    /// <summary>Ends the session of a request, if it has one.</summary>
    public void End(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is { } number && _sessions.End(number) is { } session)
        {
            LogEnded(session.Token, http.Connection.RemoteIpAddress);
        }
    }

    private OperationsCaller? OfSession(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } number || _sessions.Find(number) is not { } session)
        {
            return null;
        }

        var token = Policy.Tokens.FirstOrDefault(token => token.Name == session.Token && token.Is(session.Hash.Span));
        return token is null ? null : new OperationsCaller($"token {token.Name}", token.May == OperationsRight.All) { IsSession = true };
    }

    // The connection may be older than the policy: what was accepted by other roots has to be shown again, by another connection.
    private OperationsCaller? OfCertificate(HttpContext http)
    {
        if (Policy.ClientCertificates is not { } clients || http.Features.Get<ITlsConnectionFeature>() is not ShownCertificate shown || !shown.IsGood(clients.TrustedRoots, time.GetUtcNow()))
        {
            return null;
        }

        var name = ClientCertificateVerifier.NamesOf(shown.ClientCertificate!).FirstOrDefault(name => clients.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        return name is null ? null : new OperationsCaller($"certificate {name}", clients.May == OperationsRight.All);
    }

    [LoggerMessage(EventId = 5130, EventName = "LoginBegun", Level = LogLevel.Information, Message = "Token {Token} logged in at the operations server from {Client}")]
    private partial void LogBegun(string token, IPAddress? client);

    [LoggerMessage(EventId = 5131, EventName = "LoginEnded", Level = LogLevel.Information, Message = "Token {Token} logged out of the operations server from {Client}")]
    private partial void LogEnded(string token, IPAddress? client);

    [LoggerMessage(EventId = 5132, EventName = "LoginFailed", Level = LogLevel.Warning, Message = "{Client} showed the operations server a token that is none")]
    private partial void LogFailed(IPAddress client);

    [LoggerMessage(EventId = 5133, EventName = "LoginLimited", Level = LogLevel.Warning, Message = "{Client} has shown the operations server too many tokens that are none: nothing from there is looked at for up to {Minutes} minutes")]
    private partial void LogLimited(IPAddress client, double minutes);
}
