namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>A fact that drives other software. Where some of it is missing the test is skipped and says so; <c>./test</c> lets none be skipped in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingAttribute : FactAttribute
{
    /// <summary>Names what the test drives.</summary>
    public FactNeedingAttribute(params Need[] needs)
    {
        Needs = needs;
        Skip = Machine.Needs.Missing(needs);
    }

    /// <summary>What the test drives.</summary>
    public IReadOnlyList<Need> Needs { get; }
}
