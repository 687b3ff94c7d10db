namespace WebPublisher.State.Tests.Testing;

/// <summary>A fact about a real PostgreSQL; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingPostgresAttribute : FactAttribute
{
    public FactNeedingPostgresAttribute()
    {
        if (!PostgresFixture.IsInstalled)
        {
            Skip = "PostgreSQL is not installed (tests/environment/install)";
        }
    }
}
