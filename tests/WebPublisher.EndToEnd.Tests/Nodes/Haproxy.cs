using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>HAProxy with a configuration.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ProcessLog _log;

    private Haproxy(Process process, ProcessLog log) => (_process, _log) = (process, log);

    /// <summary>Lets it look at a configuration, in which it must find nothing to complain of.</summary>
    public static async Task CheckAsync(string configuration)
    {
        var check = (await Command.RunAsync(Needs.Find("haproxy")!, ["-c", "-f", configuration], TimeSpan.FromSeconds(60))).Successful();
        Assert.DoesNotContain("[", check.Output + check.Error, StringComparison.Ordinal);
    }

    /// <summary>Starts it and waits until it takes connections.</summary>
    public static async Task<Haproxy> StartAsync(string configuration, IPEndPoint listening)
    {
        var log = new ProcessLog(Path.Combine(Repository.Artifacts("logs"), "haproxy.log"));
        var process = new Process { StartInfo = new ProcessStartInfo(Needs.Find("haproxy")!, ["-db", "-f", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true } };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var haproxy = new Haproxy(process, log);
        while (!await IsListeningAsync(listening))
        {
            Assert.False(process.HasExited, $"haproxy has ended:\n{log}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return haproxy;

        void Take(string? line)
        {
            if (line is not null)
            {
                log.Add(line);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _log.Dispose();
    }

    private static async Task<bool> IsListeningAsync(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
