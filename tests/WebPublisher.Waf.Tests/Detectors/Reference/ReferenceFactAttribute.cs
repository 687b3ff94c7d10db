namespace WebPublisher.Waf.Tests.Detectors.Reference;

/// <summary>A comparison with the reference, skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReferenceFactAttribute : FactAttribute
{
    public ReferenceFactAttribute() => Skip = ReferenceDetectors.Missing;
}
