namespace WebPublisher.Waf;

/// <summary>Ids under which the engine itself tells of something; rules cannot have them.</summary>
public static class EngineRuleIds
{
    /// <summary>The first id of the engine's range.</summary>
    public const long First = 9_900_000_000;

    /// <summary>The transaction used up its time budget; the rules that were left have not been judged.</summary>
    public const long TimeBudgetExceeded = First + 1;

    /// <summary>An operator gave up on a value that would have cost too much (<c>TX:MSC_PCRE_LIMITS_EXCEEDED</c>).</summary>
    public const long OperatorLimitExceeded = First + 2;

    /// <summary>The transaction's values took more memory than it may; the rules that were left have not been judged.</summary>
    public const long MemoryExceeded = First + 3;

    /// <summary>More rules matched than a transaction records; the rest is not told.</summary>
    public const long MatchesLeftOut = First + 4;

    /// <summary>The request body is longer than <c>SecRequestBodyLimit</c>.</summary>
    public const long RequestBodyTooLong = First + 5;

    /// <summary>The response body is longer than <c>SecResponseBodyLimit</c>.</summary>
    public const long ResponseBodyTooLong = First + 6;

    /// <summary>The last id of the engine's range.</summary>
    public const long Last = First + 99;
}
