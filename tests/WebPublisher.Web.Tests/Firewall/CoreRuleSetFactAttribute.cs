using WebPublisher.Policy.Firewall;

namespace WebPublisher.Web.Tests.Firewall;

/// <summary>A test of the Core Rule Set as Debian packages it, skipped where the package is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoreRuleSetFactAttribute : FactAttribute
{
    public CoreRuleSetFactAttribute()
    {
        if (WafRuleFiles.Of(WafRuleFiles.DebianFolder).Rules.IsEmpty)
        {
            Skip = "the package modsecurity-crs is not installed";
        }
    }
}
