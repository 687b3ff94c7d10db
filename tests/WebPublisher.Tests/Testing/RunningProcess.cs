using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WebPublisher.Tests.Testing;

/// <summary>The executable while it runs: its output as it comes, signals to it, and its end.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    public const string Hangup = "HUP";
    public const string Interrupt = "INT";
    public const string Terminate = "TERM";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningProcess(string directory, params string[] arguments)
        : this(directory, [], arguments)
    {
    }

    public RunningProcess(string directory, Dictionary<string, string> environment, string[] arguments)
    {
        _process = Process.Start(ProcessRun.Describe(directory, environment, arguments))!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything said so far, on both streams.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Waits until something has been said.</summary>
    /// <returns>The rest of the line after it.</returns>
    public async Task<string> SaysAsync(string text, int after = 0)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (_said)
            {
                more = _more.Task;
            }

            var said = Said;
            var at = said.IndexOf(text, Math.Min(after, said.Length), StringComparison.Ordinal);
            if (at >= 0)
            {
                return said[(at + text.Length)..said.IndexOf('\n', at)];
            }

            // What it said last may still be on its way when it has ended.
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(patience.Token);
            }

            Assert.False(patience.IsCancellationRequested || (_process.HasExited && said == Said), $"It never said '{text}':\n{said}");
            await Task.WhenAny(more, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, patience.Token));
        }
    }

    /// <summary>The port a listener was bound to, from the log.</summary>
    public async Task<int> PortOfAsync(string listener)
    {
        var line = await SaysAsync($"Listener {listener} serves ");
        return int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_said)
        {
            _said.Append(line).Append('\n');
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
