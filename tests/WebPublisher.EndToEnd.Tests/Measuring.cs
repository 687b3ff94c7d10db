namespace WebPublisher.EndToEnd.Tests;

/// <summary>Tests that measure memory or how fast somebody is served: nothing runs beside them, nor beside what others would notice.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class Measuring
{
    /// <summary>Names the test classes of this kind.</summary>
    internal const string Collection = "Measuring";
}
