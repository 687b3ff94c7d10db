using System.Globalization;

namespace WebPublisher.Conformance.Smtp.Product;

/// <summary>Memory of a process.</summary>
internal static class ProcessMemory
{
    /// <summary>Its share of physical memory (PSS) in MiB.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public static double Mebibytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}
