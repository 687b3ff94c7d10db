using System.Net.Sockets;
using WebPublisher.SideBySide;
using WebPublisher.SmtpSideBySide.Load;

namespace WebPublisher.SmtpSideBySide.Peers;

/// <summary>A proxy that takes part.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private Peer(string name, int port, ProcessTree process) => (Name, Port, Process) = (name, port, process);

    public string Name { get; }

    public int Port { get; }

    public ProcessTree Process { get; }

    /// <summary>Starts a proxy and waits for its banner.</summary>
    public static async Task<Peer> StartAsync(Bench bench, string name, int port, int inner, string cores)
    {
        string[] command = name switch
        {
            "postfix" => await PostfixAsync(bench, port, inner),
            "webpublisher" => Publisher(bench, bench.Publisher, port, inner, ""),
            "webpublisher-agents" => Publisher(bench, bench.Publisher, port, inner, Configurations.Agents(Comparison.NamesPort)),
            _ when File.Exists(name) => Publisher(bench, name, port, inner, ""),
            _ => throw new ArgumentException($"unknown peer {name}; known: postfix, webpublisher, webpublisher-agents, the path of another build of it"),
        };
        var log = Path.Combine(bench.Folder, $"{port}.log");
        var peer = new Peer(name, port, ProcessTree.Start(cores, log, [], command));
        for (var attempt = 0; attempt < 150 && !peer.Process.HasExited; attempt++)
        {
            try
            {
                using var client = await MailClient.ConnectAsync(port, tls: false);
                await client.QuitAsync();
                return peer;
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        await peer.DisposeAsync();
        throw new InvalidOperationException($"{name} did not answer on port {port}: {await File.ReadAllTextAsync(log)}");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static string[] Publisher(Bench bench, string build, int port, int inner, string agents) =>
        [build, "run", "--policy", bench.Write($"webpublisher-{port}.yaml", Configurations.WebPublisher(bench, port, inner) + agents)];

    /// <summary>An instance of its own, away from the machine's; needs root, since Postfix drops its rights by itself.</summary>
    private static async Task<string[]> PostfixAsync(Bench bench, int port, int inner)
    {
        var etc = Path.Combine(bench.Folder, "postfix/etc");
        var daemons = (await Tool.CheckedAsync("postconf", "-d", "-h", "daemon_directory")).Trim();
        bench.Write("postfix/etc/main.cf", Configurations.PostfixMain(bench, daemons));
        bench.Write("postfix/etc/master.cf", Configurations.PostfixMaster(port, inner));
        Directory.CreateDirectory(Path.Combine(bench.Folder, "postfix/queue"));
        Directory.CreateDirectory(Path.Combine(bench.Folder, "postfix/data"));
        await Tool.CheckedAsync("chown", "postfix", Path.Combine(bench.Folder, "postfix/data"));
        await Tool.OutputAsync("postfix", "-c", etc, "check");
        return ["setsid", Path.Combine(daemons, "master"), "-c", etc, "-s"];
    }
}
