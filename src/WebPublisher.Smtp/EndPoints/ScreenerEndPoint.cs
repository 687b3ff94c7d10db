using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Smtp.Screening;
using WebPublisher.Smtp.Screening.Http;
using WebPublisher.Smtp.Screening.Milter;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>A screener listener as one policy has it. Each connection keeps the one it began with.</summary>
/// <param name="screening">Judges what its connections bring.</param>
/// <param name="http">Speaks HTTP; null with another protocol.</param>
/// <param name="tls">Speaks TLS; null for clear text.</param>
internal sealed class ScreenerEndPoint(MessageScreening screening, ScreenServer? http, TlsUpgrader? tls)
    : ServedEndPoint(ScreenerKind, screening.Listener.Name, screening.Listener.EndPoint, screening.Listener.Location)
{
    /// <summary>What an operator calls it.</summary>
    public const string ScreenerKind = "screener listener";

    private readonly ReceiveLimits _limits = ReceiveLimits.Default with { Connections = screening.Listener.Connections, PerSource = screening.Listener.Connections };

    public override string Protocol => http is null ? "milter" : tls is null ? "HTTP" : "HTTPS";

    public override bool Continues(ServedEndPoint earlier) => Name == earlier.Name && earlier is ScreenerEndPoint && Protocol == earlier.Protocol;

    /// <inheritdoc/>
    public override async Task ServeAsync(ConnectionContext connection)
    {
        var (services, listener) = (screening.Services, screening.Listener);
        var peer = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (listener.RemoteAddresses is { } served && !served.Contains(peer))
        {
            ScreeningLog.PeerRefused(services.Logger, "it is none of those that are served", Name, connection.RemoteEndPoint);
            return;
        }

        using var lease = services.Quota.TryEnter($"{Kind} {Name}", _limits, peer);
        if (lease is null)
        {
            ScreeningLog.PeerRefused(services.Logger, "there are too many", Name, connection.RemoteEndPoint);
            return;
        }

        await (http is null ? SpeakMilterAsync(connection) : SpeakHttpAsync(connection, http));
    }

    private async Task SpeakMilterAsync(ConnectionContext connection)
    {
        await using var session = new MilterSession(connection, screening);
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        await using var registration = stopping.UnsafeRegister(static session => ((MilterSession)session!).Stop(), session);
        if (await session.RunAsync() is { } wrong)
        {
            ScreeningLog.PeerRefused(screening.Services.Logger, wrong, Name, connection.RemoteEndPoint);
        }
    }

    private async Task SpeakHttpAsync(ConnectionContext connection, ScreenServer server)
    {
        if (tls is null)
        {
            await server.ServeAsync(connection, connection.Transport, screening);
        }
        else if (await tls(connection.Transport, connection.RemoteEndPoint!, connection.ConnectionClosed) is { } secured)
        {
            await using (secured)
            {
                await server.ServeAsync(connection, secured.Transport, screening);
            }
        }
    }
}
