namespace WebPublisher.Smtp.Tests.Antivirus;

/// <summary>A fact about a real virus scanner; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingClamdAttribute : FactAttribute
{
    public FactNeedingClamdAttribute()
    {
        if (!File.Exists("/usr/sbin/clamd"))
        {
            Skip = "clamav-daemon is not installed (tests/environment/install)";
        }
    }
}
