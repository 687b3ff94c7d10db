namespace WebPublisher.Waf;

/// <summary>What happens where a body is longer than its limit (<c>SecRequestBodyLimitAction</c>, <c>SecResponseBodyLimitAction</c>).</summary>
public enum BodyLimitAction
{
    /// <summary>It is refused.</summary>
    Reject,

    /// <summary>What lies within the limit is judged, the rest is not.</summary>
    ProcessPartial,
}
