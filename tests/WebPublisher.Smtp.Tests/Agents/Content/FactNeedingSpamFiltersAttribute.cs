namespace WebPublisher.Smtp.Tests.Agents.Content;

/// <summary>A fact about real spam filters; skipped where there are none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingSpamFiltersAttribute : FactAttribute
{
    public FactNeedingSpamFiltersAttribute()
    {
        if (!SpamFiltersFixture.AreThere)
        {
            Skip = "rspamd and spamassassin are not installed (tests/environment/install)";
        }
    }
}
