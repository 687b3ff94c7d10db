using System.Net.Http.Headers;
using System.Net.Sockets;
using WebPublisher.SideBySide.Load;

namespace WebPublisher.SideBySide.Peers;

/// <summary>A server that takes part: the back end or one of the proxies.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private Peer(string name, int port, ProcessTree process) => (Name, Port, Process) = (name, port, process);

    public string Name { get; }

    public int Port { get; }

    public ProcessTree Process { get; }

    /// <summary>Starts a proxy, or the back end itself, and waits for its first answer.</summary>
    public static async Task<Peer> StartAsync(Bench bench, string name, int port, int backEndPort, string cores)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] Publisher(string executable, string treatment = "") =>
            [executable, "run", "--policy", bench.Write($"webpublisher-{port}.yaml", Configurations.WebPublisher(bench, port, backEndPort, treatment))];
        string[] command = name switch
        {
            "back-end" => ["nginx", "-c", bench.Write("back-end.conf", Configurations.BackEnd(bench, port))],
            "nginx" => ["nginx", "-c", bench.Write("nginx.conf", Configurations.Nginx(bench, port, backEndPort, cores))],
            "haproxy" => ["haproxy", "-db", "-f", bench.Write("haproxy.cfg", Configurations.HaProxy(bench, port, backEndPort, cores))],
            "bare-yarp" =>
            [
                bench.BareYarp, $"{port}", $"https://localhost:{backEndPort}", $"{bench.Certificates}/public.pem", $"{bench.Certificates}/public.key",
                $"{bench.Certificates}/inner-ca.pem",
            ],
            "webpublisher" => Publisher(bench.Publisher),
            "webpublisher-filtered" => Publisher(bench.Publisher, ", httpFilter: {}, virtualPatches: {}"),
            _ when name.Contains('/') => Publisher(name),
            _ => throw new ArgumentException($"unknown peer {name}; known: nginx haproxy bare-yarp webpublisher webpublisher-filtered, or the path of another build's executable"),
        };
        var peer = new Peer(name, port, ProcessTree.Start(cores, Path.Combine(bench.Folder, $"{name.Replace('/', '-')}.log"), environment, command));
        try
        {
            await peer.WaitForAnswerAsync(bench);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private async Task WaitForAnswerAsync(Bench bench)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync("127.0.0.1", Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true; // it is our own server on loopback
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(2) };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("side-by-side", "1"));
        for (var attempt = 0; attempt < 150 && !Process.HasExited; attempt++)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"https://{LoadTarget.Host}:{Port}/1k"));
                if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsByteArrayAsync()).Length == 1024)
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // not up yet
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new InvalidOperationException($"{Name} did not answer on port {Port}: {await File.ReadAllTextAsync(Path.Combine(bench.Folder, $"{Name}.log"))}");
    }
}
