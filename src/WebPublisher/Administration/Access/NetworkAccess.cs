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

    /// <summary>How often is looked whether a caller who is being answered is still known.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

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
            return new OperationsCaller($"token {token.Name}", token.May == OperationsRight.All) { Holds = () => Find(token.Name, token.Hash.AsSpan()) is not null };
        }

        return OfSession(http) ?? OfCertificate(http);
    }

    /// <summary>Cuts the answer to a request once its caller is known no longer: events are told for as long as somebody reads, and a login, a token and a certificate end.</summary>
    public void Watch(HttpContext http, OperationsCaller caller)
    {
        if (caller.Holds is { } holds)
        {
            http.Response.RegisterForDisposeAsync(time.CreateTimer(_ => CutUnless(holds()), null, Look, Look));
        }

        void CutUnless(bool isKnown)
        {
            if (!isKnown)
            {
                http.Abort();
            }
        }
    }

    /// <summary>Looks whether a token is one of the policy.</summary>
    /// <param name="http">Who shows it.</param>
    /// <param name="shown">What is shown.</param>
    /// <exception cref="LoginRefusedException">It is none.</exception>
    public async ValueTask<OperationsToken> VerifyAsync(HttpContext http, string shown)
    {
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

        var client = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var (count, rest) = _failures.Add(client);
        if (count <= FailedLogins.Maximum)
        {
            LogFailed(client);
        }

        if (count == FailedLogins.Maximum)
        {
            LogLimited(client, FailedLogins.Window.TotalMinutes);
        }

        await Task.Delay(s_pause, time, http.RequestAborted);
        throw count <= FailedLogins.Maximum
            ? new LoginRefusedException(StatusCodes.Status403Forbidden, "This server does not know the token.")
            : new LoginRefusedException(StatusCodes.Status429TooManyRequests, "This server does not know the token, nor many that came before it from this address.") { RetryAfter = rest };
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

    private OperationsToken? Find(string name, ReadOnlySpan<byte> hash)
    {
        foreach (var token in Policy.Tokens)
        {
            if (token.Name == name && token.Is(hash))
            {
                return token;
            }
        }

        return null;
    }

    private OperationsCaller? OfSession(HttpContext http) => http.Request.Cookies[Cookie] is { } number && OfSession(number) is { } token
        ? new OperationsCaller($"token {token.Name}", token.May == OperationsRight.All) { IsSession = true, Holds = () => OfSession(number) is not null }
        : null;

    private OperationsToken? OfSession(string number) => _sessions.Find(number) is { } session ? Find(session.Token, session.Hash.Span) : null;

    // The connection may be older than the policy: what was accepted by other roots has to be shown again, by another connection.
    private OperationsCaller? OfCertificate(HttpContext http)
    {
        if (http.Features.Get<ITlsConnectionFeature>() is not ShownCertificate shown || NameOf(shown) is not { } name)
        {
            return null;
        }

        return new OperationsCaller($"certificate {name}", Policy.ClientCertificates!.May == OperationsRight.All) { Holds = () => NameOf(shown) is not null };
    }

    private string? NameOf(ShownCertificate shown) => Policy.ClientCertificates is { } clients && shown.IsGood(clients.TrustedRoots, time.GetUtcNow())
        ? ClientCertificateVerifier.NamesOf(shown.ClientCertificate!).FirstOrDefault(name => clients.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        : null;

    [LoggerMessage(EventId = 5130, EventName = "LoginBegun", Level = LogLevel.Information, Message = "Token {Token} logged in at the operations server from {Client}")]
    private partial void LogBegun(string token, IPAddress? client);

    [LoggerMessage(EventId = 5131, EventName = "LoginEnded", Level = LogLevel.Information, Message = "Token {Token} logged out of the operations server from {Client}")]
    private partial void LogEnded(string token, IPAddress? client);

    [LoggerMessage(EventId = 5132, EventName = "LoginFailed", Level = LogLevel.Warning, Message = "{Client} showed the operations server a token that is none")]
    private partial void LogFailed(IPAddress client);

    [LoggerMessage(EventId = 5133, EventName = "LoginLimited", Level = LogLevel.Warning, Message = "{Client} has shown the operations server too many tokens that are none: further ones from there are not logged for up to {Minutes} minutes")]
    private partial void LogLimited(IPAddress client, double minutes);
}
