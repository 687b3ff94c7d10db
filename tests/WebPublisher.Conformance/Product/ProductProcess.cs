using System.Diagnostics;
using System.Net;

namespace WebPublisher.Conformance.Product;

/// <summary>The built product, running as a process of its own: <c>webpublisher run</c>. It never outlives the object.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly Func<string, bool>? _reader;

    private ProductProcess(ProcessStartInfo start, Func<string, bool>? reader)
    {
        _reader = reader;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it has written, without what was taken while it ran.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="command">The executable and its first arguments.</param>
    /// <param name="policy">The policy file.</param>
    /// <param name="operationsPort">Where it tells of its health, on loopback.</param>
    /// <param name="reader">Gets every line as JSON, and says whether it has taken it; without it the log is plain text.</param>
    /// <exception cref="InvalidOperationException">It does not start; the message holds what it wrote.</exception>
    public static async Task<ProductProcess> StartAsync(IReadOnlyList<string> command, string policy, int operationsPort, Func<string, bool>? reader = null)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "run", "--policy", policy, "--no-dns-check"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (reader is not null)
        {
            start.Environment["WEBPUBLISHER_LOG"] = "json";
        }

        var product = new ProductProcess(start, reader);
        try
        {
            await product.StartAsync(operationsPort);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task StartAsync(int operationsPort)
    {
        _process.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{operationsPort}"), Timeout = s_start };
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < s_start)
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"the product ended with exit code {_process.ExitCode}:\n{string.Join('\n', Log)}");
            }

            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens there yet.
            }

            await Task.Delay(s_pause, TimeProvider.System);
        }

        throw new InvalidOperationException($"the product was not ready within {s_start.TotalSeconds} s:\n{string.Join('\n', Log)}");
    }

    private void Take(string? line)
    {
        if (line is not null && _reader?.Invoke(line) != true)
        {
            lock (_log)
            {
                _log.Add(line);
            }
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, or never began.
        }
    }
}
