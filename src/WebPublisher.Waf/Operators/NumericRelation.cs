namespace WebPublisher.Waf.Operators;

/// <summary>What two numbers are asked for.</summary>
internal enum NumericRelation
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
