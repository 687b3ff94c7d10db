namespace WebPublisher.Administration.Model;

/// <summary>What the process takes.</summary>
/// <param name="Id">Its number.</param>
/// <param name="WorkingSet">Resident memory in bytes.</param>
/// <param name="Heap">Managed memory in bytes.</param>
/// <param name="CpuSeconds">Processor time used since the start.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record ProcessStatus(
    int Id,
    long WorkingSet,
    long Heap,
    double CpuSeconds,
    int Threads);
