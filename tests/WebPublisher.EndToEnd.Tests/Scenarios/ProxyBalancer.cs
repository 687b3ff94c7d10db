using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A load balancer that says of every client that it is INTERNET01, by the PROXY protocol, so that a real one can have that address.</summary>
internal sealed class ProxyBalancer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _edge;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <summary>Begins to listen.</summary>
    public ProxyBalancer(IPEndPoint edge)
    {
        _edge = edge;
        _listener.Start();
        _running = RunAsync();
    }

    /// <summary>Where clients come to.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var passing = new List<Task>();
        try
        {
            while (true)
            {
                passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            using (client)
            {
                await server.ConnectAsync(_edge, _stop.Token);
                var (outside, inside) = (client.GetStream(), server.GetStream());
                await inside.WriteAsync(Encoding.ASCII.GetBytes($"PROXY TCP4 {ScenarioEdge.Internet01} 127.0.0.1 50000 25\r\n"), _stop.Token);
                await Task.WhenAny(outside.CopyToAsync(inside, _stop.Token), inside.CopyToAsync(outside, _stop.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One of them has gone, or the test is over.
        }
    }
}
