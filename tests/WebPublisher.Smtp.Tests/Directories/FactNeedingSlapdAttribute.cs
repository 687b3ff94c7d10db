namespace WebPublisher.Smtp.Tests.Directories;

/// <summary>A fact about a real directory; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingSlapdAttribute : FactAttribute
{
    public FactNeedingSlapdAttribute()
    {
        if (!File.Exists("/usr/sbin/slapd"))
        {
            Skip = "slapd is not installed (tests/environment/install)";
        }
    }
}
