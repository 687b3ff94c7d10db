namespace WebPublisher.SideBySide.Load;

/// <summary>What a load generator saw.</summary>
internal readonly record struct LoadResult(long Requests, double PerSecond, long Errors);
