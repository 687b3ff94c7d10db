using System.Xml.XPath;

namespace WebPublisher.Waf.Compilation;

/// <summary>Members of a stable variable that rules look at together: all, or those a selector means, without those that exclusions take away.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Selector">Which members; null for all.</param>
/// <param name="Exclusions">Which not.</param>
/// <param name="XPath">For <c>XML</c> with an expression other than <c>/*</c> and <c>//@*</c>.</param>
internal sealed record SetDefinition(Variable Variable, Selector? Selector, IReadOnlyList<Selector> Exclusions, XPathExpression? XPath)
{
    /// <summary>Whether it is all members of the variable, so that the one's order is the other's.</summary>
    public bool IsWhole => Selector is null && Exclusions.Count == 0;
}
