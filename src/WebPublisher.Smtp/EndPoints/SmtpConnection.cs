using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>The life of an accepted connection, from its first byte until its socket is closed.</summary>
internal sealed class SmtpConnection(AcceptedConnection<ServedEndPoint> accepted, TimeProvider time, ILogger logger) : IConnectionLifetimeNotificationFeature, IDisposable
{
    /// <summary>How long a client may take to fetch the last reply; then the connection is reset.</summary>
    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _closeRequested = new();

    /// <summary>Says that the session shall end when it next waits for a command.</summary>
    public CancellationToken ConnectionClosedRequested
    {
        get => _closeRequested.Token;
        set => throw new NotSupportedException("A connection is asked to end by RequestClose.");
    }

    public void RequestClose()
    {
        try
        {
            _closeRequested.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this moment.
        }
    }

    /// <summary>Runs it. Known to its end point when this returns; a fault is logged and ends this connection alone.</summary>
    public async Task RunAsync()
    {
        var connection = accepted.Connection;
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(this);
        await accepted.EndPoint.TrackAsync(connection, accepted.Service, ServeAsync);
    }

    public void Dispose() => _closeRequested.Dispose();

    private async Task ServeAsync(ConnectionContext connection)
    {
        // Whoever accepts must not wait for what a session does before its first wait, such as a handshake.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await accepted.Service.ServeAsync(connection);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && connection.ConnectionClosed.IsCancellationRequested)
        {
            // Whoever was at the other end is gone.
        }
        catch (Exception e)
        {
            EndPointLog.ConnectionFault(logger, accepted.Service.Name, connection.RemoteEndPoint, e);
        }
        finally
        {
            await CloseAsync(connection);
            Dispose();
        }
    }

    private async Task CloseAsync(ConnectionContext connection)
    {
        var closed = connection.DisposeAsync().AsTask();
        try
        {
            await closed.WaitAsync(s_closeTimeout, time);
        }
        catch (TimeoutException)
        {
            connection.Abort(new ConnectionAbortedException("The client does not read."));
            await closed;
        }
    }
}
