using System.Diagnostics;
using System.Globalization;
using System.Net;
using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Publisher;

/// <summary>The product as a real process: <c>webpublisher run</c>. It never outlives the object.</summary>
internal sealed class PublisherProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(90);
    private static int _started;
    private readonly Process _process;
    private readonly HttpClient _operations;

    private PublisherProcess(Process process, ProcessLog log, IPEndPoint operations)
    {
        _process = process;
        Log = log;
        _operations = new HttpClient { BaseAddress = new Uri($"http://{operations}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>What starts the product: the executable and its first arguments.</summary>
    public static IReadOnlyList<string> Command { get; } = [DotnetHost(), Repository.PublisherAssembly];

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>All that it has written.</summary>
    public ProcessLog Log { get; }

    /// <summary>Physical memory that it holds, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it with a policy file and waits until <c>/health/ready</c> on the operations port of that policy answers 200.</summary>
    /// <param name="policy">The policy file.</param>
    /// <param name="operationsPort">Where that policy lets the operations listener be.</param>
    /// <param name="logName">Its log is <c>artifacts/test/logs/NAME-NN.log</c>.</param>
    /// <param name="environment">More of its environment.</param>
    /// <param name="arguments">More arguments of <c>run</c>.</param>
    public static Task<PublisherProcess> StartAsync(
        string policy, int operationsPort, string logName, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        StartAsync(policy, new IPEndPoint(IPAddress.Loopback, operationsPort), logName, environment, arguments);

    /// <summary>The same where the operations listener is at another address.</summary>
    public static async Task<PublisherProcess> StartAsync(
        string policy, IPEndPoint operations, string logName, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0], [.. Command.Skip(1), "run", "--policy", policy, "--no-dns-check", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var log = new ProcessLog(Path.Combine(Repository.Artifacts("logs"), $"{logName}-{Interlocked.Increment(ref _started):00}.log"));
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var publisher = new PublisherProcess(process, log, operations);
        try
        {
            await publisher.WaitUntilReadyAsync();
            return publisher;
        }
        catch
        {
            await publisher.DisposeAsync();
            throw;
        }

        void Take(string? line)
        {
            if (line is not null)
            {
                log.Add(line);
            }
        }
    }

    /// <summary>Sends it a signal.</summary>
    public void Send(UnixSignal signal) => signal.Send(Id);

    /// <summary>Sends it a signal, unless it has ended.</summary>
    public void TrySend(UnixSignal signal)
    {
        try
        {
            if (!_process.HasExited)
            {
                signal.TrySend(Id);
            }
        }
        catch (InvalidOperationException)
        {
            // It was disposed of in this moment.
        }
    }

    /// <summary>The Prometheus text of <c>/metrics</c>.</summary>
    public async Task<MetricsPage> MetricsAsync() => MetricsPage.Parse(await _operations.GetStringAsync("/metrics"));

    /// <summary>Asks it to stop and returns its exit code.</summary>
    public async Task<int> StopAsync(UnixSignal signal = UnixSignal.Terminate)
    {
        Send(signal);
        using var expiry = new CancellationTokenSource(StopTimeout, TimeProvider.System);
        await _process.WaitForExitAsync(expiry.Token);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill(_process);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _operations.Dispose();
        Log.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < StartTimeout)
        {
            if (_process.HasExited)
            {
                // The rest of its output may still be on the way.
                await _process.WaitForExitAsync();
                Assert.Fail($"webpublisher ended with exit code {_process.ExitCode}:\n{Log}");
            }

            try
            {
                using var answer = await _operations.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens there yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail($"webpublisher was not ready within {StartTimeout}:\n{Log}");
    }

    // The host that runs this test is the one whose runtime the product was built for, wherever it is installed.
    private static string DotnetHost() =>
        Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was disposed of.
        }
    }
}
