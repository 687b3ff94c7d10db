namespace WebPublisher.Smtp.Tests.Dns;

/// <summary>A fact about a real name server; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingKnotAttribute : FactAttribute
{
    public FactNeedingKnotAttribute()
    {
        if (!File.Exists("/usr/sbin/knotd"))
        {
            Skip = "knot is not installed (tests/environment/install)";
        }
    }
}
