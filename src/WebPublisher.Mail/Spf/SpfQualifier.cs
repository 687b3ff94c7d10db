namespace WebPublisher.Mail.Spf;

/// <summary>The character before a mechanism, and what the result is when that matches (RFC 7208 section 4.6.2).</summary>
internal static class SpfQualifier
{
    /// <summary>Takes the character from the front of <paramref name="term"/>; none means <c>+</c>.</summary>
    public static SpfResult Take(ref ReadOnlySpan<char> term)
    {
        var result = term switch
        {
            ['-', ..] => SpfResult.Fail,
            ['~', ..] => SpfResult.SoftFail,
            ['?', ..] => SpfResult.Neutral,
            _ => SpfResult.Pass,
        };
        if (term is ['+' or '-' or '~' or '?', ..])
        {
            term = term[1..];
        }

        return result;
    }
}
