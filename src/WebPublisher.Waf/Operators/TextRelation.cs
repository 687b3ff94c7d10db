namespace WebPublisher.Waf.Operators;

/// <summary>How two texts are compared.</summary>
internal enum TextRelation
{
    Equal,
    BeginsWith,
    EndsWith,
    Contains,
    ContainsWord,
    Within,
}
