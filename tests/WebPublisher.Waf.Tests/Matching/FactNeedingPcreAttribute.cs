using System.Runtime.InteropServices;

namespace WebPublisher.Waf.Tests.Matching;

/// <summary>A test that asks PCRE itself, skipped where its library is not installed; it comes with mod_security2.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingPcreAttribute : FactAttribute
{
    public FactNeedingPcreAttribute()
    {
        if (!NativeLibrary.TryLoad(Pcre.Library, out _))
        {
            Skip = $"{Pcre.Library} is not installed (tests/environment/install)";
        }
    }
}
