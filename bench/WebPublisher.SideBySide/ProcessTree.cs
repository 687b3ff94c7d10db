using System.Diagnostics;
using System.Globalization;

namespace WebPublisher.SideBySide;

/// <summary>A running server and its children, as <c>/proc</c> accounts for them.</summary>
internal sealed class ProcessTree : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process _root;

    private ProcessTree(Process root) => _root = root;

    /// <summary>Starts a server pinned to <paramref name="cores"/>; its output goes to a file.</summary>
    public static ProcessTree Start(string cores, string log, IEnumerable<KeyValuePair<string, string>> environment, params string[] command)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec taskset -c \"$0\" \"$@\" >\"$SIDE_BY_SIDE_LOG\" 2>&1", cores, .. command]);
        start.Environment["SIDE_BY_SIDE_LOG"] = log;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProcessTree(Process.Start(start)!);
    }

    /// <summary>User and system CPU seconds so far, workers included, also those that have ended.</summary>
    public double CpuSeconds => Members(_root.Id).Sum(pid =>
    {
        var fields = Stat(pid);
        return fields.Length < 15 ? 0 : fields[11..15].Sum(long.Parse) / TicksPerSecond;
    });

    /// <summary>Sum of peak resident set sizes, in MB.</summary>
    public double PeakMegabytes => Megabytes("VmHWM:");

    /// <summary>Sum of resident set sizes, in MB.</summary>
    public double ResidentMegabytes => Megabytes("VmRSS:");

    public bool HasExited => _root.HasExited;

    public async ValueTask DisposeAsync()
    {
        if (!_root.HasExited)
        {
            await Tool.OutputAsync("kill", "-TERM", $"{_root.Id}");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _root.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _root.Kill(entireProcessTree: true);
            }
        }

        _root.Dispose();
    }

    private double Megabytes(string field) => Members(_root.Id).Sum(pid =>
    {
        var line = ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    });

    private static IEnumerable<int> Members(int pid) =>
        ReadLines($"/proc/{pid}/task/{pid}/children")
            .SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .SelectMany(child => Members(int.Parse(child)))
            .Prepend(pid);

    // The command name is in parentheses and may hold spaces: fields are counted from behind it.
    private static string[] Stat(int pid) =>
        ReadLines($"/proc/{pid}/stat").FirstOrDefault() is { } line ? line[(line.LastIndexOf(')') + 2)..].Split(' ') : [];

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return []; // the process has gone since it was listed
        }
    }
}
