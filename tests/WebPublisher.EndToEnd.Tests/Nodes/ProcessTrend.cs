using System.Globalization;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>How memory and open files of one process go on, by samples.</summary>
/// <param name="name">Whose they are.</param>
internal sealed class ProcessTrend(string name)
{
    private readonly List<(double Minutes, double Megabytes, int Files)> _samples = [];

    /// <summary>Whose they are.</summary>
    public string Name => name;

    /// <summary>Physical memory at the last sample, in MB.</summary>
    public double Megabytes => _samples.Count == 0 ? 0 : _samples[^1].Megabytes;

    /// <summary>Open files at the last sample.</summary>
    public int Files => _samples.Count == 0 ? 0 : _samples[^1].Files;

    /// <summary>Looks at the process.</summary>
    public void Sample(TimeSpan at, int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            var kilobytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
            _samples.Add((at.TotalMinutes, kilobytes / 1024.0, Directory.GetFiles($"/proc/{process}/fd").Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // It ended in this moment.
        }
    }

    /// <summary>MB a minute by which memory grows, over the samples after a moment: the slope of a line by least squares.</summary>
    public double MegabytesPerMinute(TimeSpan after)
    {
        var samples = _samples.Where(sample => sample.Minutes >= after.TotalMinutes).ToList();
        var (x, y) = (samples.Average(sample => sample.Minutes), samples.Average(sample => sample.Megabytes));
        var spread = samples.Sum(sample => (sample.Minutes - x) * (sample.Minutes - x));
        return spread == 0 ? 0 : samples.Sum(sample => (sample.Minutes - x) * (sample.Megabytes - y)) / spread;
    }

    /// <summary>Open files in the last third of the samples after a moment, less those in the first third, on average.</summary>
    public double MoreFiles(TimeSpan after)
    {
        var files = _samples.Where(sample => sample.Minutes >= after.TotalMinutes).Select(sample => (double)sample.Files).ToList();
        var third = Math.Max(1, files.Count / 3);
        return files.TakeLast(third).Average() - files.Take(third).Average();
    }
}
