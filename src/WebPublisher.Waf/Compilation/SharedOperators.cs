namespace WebPublisher.Waf.Compilation;

/// <summary>Operators by what they are written as, shared between rule sets that are alive at the same time. Thread safe.</summary>
public sealed class SharedOperators
{
}
