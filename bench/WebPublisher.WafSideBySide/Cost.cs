namespace WebPublisher.WafSideBySide;

/// <summary>What a number of transactions took.</summary>
/// <param name="Cpu">User and system time.</param>
/// <param name="Allocated">Bytes of managed memory; 0 where there is none.</param>
internal readonly record struct Cost(TimeSpan Cpu, long Allocated);
