using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>What a rule asks of a value: <c>@rx</c>, <c>@pm</c>, <c>@lt</c> and their kin. Holds no state of a transaction; one instance serves all threads.</summary>
public abstract class RuleOperator
{
    /// <summary>
    /// Literals, in lower case, one of which every value that can match contains in some case; null where none are known. The prefilter skips the operator for values
    /// that contain none of them.
    /// </summary>
    public virtual IReadOnlyList<string>? RequiredLiterals => null;

    /// <summary>The fewest characters a value that can match has; 0 where nothing is known.</summary>
    public virtual int MinimumLength => 0;

    /// <summary>Judges a value; negation is the caller's.</summary>
    /// <param name="value">The transformed value.</param>
    /// <param name="context">The expanded argument, what is captured, and what the operator may spend.</param>
    public abstract bool Matches(ByteText value, OperatorContext context);
}
