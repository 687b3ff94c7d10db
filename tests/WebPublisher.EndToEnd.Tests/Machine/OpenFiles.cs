using System.Globalization;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>How many files a process may have open here; .NET raises its own limit as far as it may go.</summary>
internal static class OpenFiles
{
    /// <summary>The most that a process may allow itself.</summary>
    public static long Limit { get; } = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[4] is var hard && long.TryParse(hard, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
}
