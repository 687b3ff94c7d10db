namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A fact that takes the openssl command; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingOpensslAttribute : FactAttribute
{
    public FactNeedingOpensslAttribute()
    {
        if (!File.Exists("/usr/bin/openssl"))
        {
            Skip = "openssl is not installed (tests/environment/install)";
        }
    }
}
