using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tests.Testing;

/// <summary>End points on loopback, real down to the socket, behind which names are said and bytes echoed.</summary>
internal sealed class EchoRig : IAsyncDisposable
{
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(60);

    private readonly SocketTransport _sockets = new(TimeProvider.System, NullLoggerFactory.Instance);

    public EchoRig(TimeSpan? drain = null) => Set = new EndPointSet<EchoService>(_sockets.Listeners, DeliverAsync, drain ?? s_drain, TimeProvider.System, NullLogger.Instance);

    public EndPointSet<EchoService> Set { get; }

    /// <summary>Whether a connection that was asked to end does so.</summary>
    public bool IsObedient { get; set; } = true;

    public async Task ApplyAsync(params EchoService[] services) => Set.Commit(await Set.PrepareAsync(services, CancellationToken.None));

    public IPEndPoint Address(string name) => Set.Bound.Single(b => b.Service.Name == name).Address;

    public static async Task<(Socket Socket, string Name)> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint);
        return (socket, await ReceiveAsync(socket));
    }

    /// <summary>What comes next; empty at the end of the connection.</summary>
    public static async Task<string> ReceiveAsync(Socket socket)
    {
        var buffer = new byte[256];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer.AsMemory(), patience.Token));
    }

    public static async Task<string> EchoAsync(Socket socket, string text)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        return await ReceiveAsync(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await Set.CloseAsync(TimeSpan.Zero);
        await _sockets.DisposeAsync();
    }

    private ValueTask<bool> DeliverAsync(AcceptedConnection<EchoService> accepted)
    {
        _ = RunAsync(accepted);
        return ValueTask.FromResult(true);
    }

    private async Task RunAsync(AcceptedConnection<EchoService> accepted)
    {
        await using var connection = accepted.Connection;
        using var ending = new Ending();
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(ending);
        await accepted.EndPoint.TrackAsync(connection, accepted.Service, async context =>
        {
            await context.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes(accepted.Service.Name));
            await using var end = ending.ConnectionClosedRequested.Register(() =>
            {
                if (IsObedient)
                {
                    context.Transport.Input.CancelPendingRead();
                }
            });
            while (await context.Transport.Input.ReadAsync() is { IsCompleted: false, IsCanceled: false } read)
            {
                await context.Transport.Output.WriteAsync(read.Buffer.First);
                context.Transport.Input.AdvanceTo(read.Buffer.End);
            }
        }).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed class Ending : IConnectionLifetimeNotificationFeature, IDisposable
    {
        private readonly CancellationTokenSource _requested = new();

        public CancellationToken ConnectionClosedRequested
        {
            get => _requested.Token;
            set => throw new NotSupportedException();
        }

        public void RequestClose() => _requested.Cancel();

        public void Dispose() => _requested.Dispose();
    }
}
