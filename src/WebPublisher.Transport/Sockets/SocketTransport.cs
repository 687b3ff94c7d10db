using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebPublisher.Transport.Memory;

namespace WebPublisher.Transport.Sockets;

/// <summary>Kestrel's socket transport with buffers of our own, without Kestrel. Idle connections hold no buffer.</summary>
public sealed class SocketTransport : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="time">The clock by which unused buffers are let go.</param>
    /// <param name="loggers">Where the transport tells of trouble.</param>
    public SocketTransport(TimeProvider time, ILoggerFactory loggers)
    {
        // The transport takes the factory of its buffers from a container and from nowhere else; this one is never run.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(_ => new BlockPoolFactory(time));
        builder.WebHost.UseSockets(Configure);
        _services = builder.Services.BuildServiceProvider();
        Memory = _services.GetRequiredService<IMemoryPoolFactory<byte>>();
        Listeners = _services.GetRequiredService<IConnectionListenerFactory>();
    }

    /// <summary>Binds addresses.</summary>
    public IConnectionListenerFactory Listeners { get; }

    /// <summary>Makes the pools that its buffers come from.</summary>
    public IMemoryPoolFactory<byte> Memory { get; }

    /// <summary>Lets go of the buffers. Call when every connection has ended.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static void Configure(SocketTransportOptions options) => options.CreateBoundListenSocket = static endPoint =>
    {
        var socket = endPoint is IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } address ? BindIPv6(address) : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        TcpKeepAlive.Clients.Apply(socket);
        return socket;
    };

    private static Socket BindIPv6(IPEndPoint address)
    {
        // [::]:443 means what it says, and not 0.0.0.0:443 as well: no port is opened that is not declared.
        var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.DualMode = false;
            socket.Bind(address);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
