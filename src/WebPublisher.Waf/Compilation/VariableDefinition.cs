using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Compilation;

/// <summary>A variable of the rule language.</summary>
/// <param name="Variable">Which.</param>
/// <param name="Name">As rules write it, in upper case.</param>
/// <param name="IsCollection">Whether it has named members, so that a selector makes sense.</param>
/// <param name="IsStable">
/// Whether members, once there, neither change nor go while a transaction lasts, so that what was found out about them holds. Others are read anew by each rule.
/// </param>
internal sealed record VariableDefinition(Variable Variable, string Name, bool IsCollection, bool IsStable)
{
    /// <summary>The name as a value.</summary>
    public ByteText NameText { get; } = ByteText.FromString(Name);
}
