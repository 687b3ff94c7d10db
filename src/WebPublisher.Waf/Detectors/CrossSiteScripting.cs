namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Judges whether a value would run script in a page that it is put into: <c>@detectXSS</c> (CRS rules 941100 and 941101). The value is read as HTML in each place of
/// <see cref="HtmlContext"/>; one that runs script in any of them is an attack. Takes time in proportion to the length of the value, allocates nothing, accepts any characters
/// and any length.
/// </summary>
public static class CrossSiteScripting
{
    /// <summary>Judges a value.</summary>
    /// <param name="value">One character for each byte, as in <see cref="Text.ByteText"/>.</param>
    public static bool Detect(ReadOnlySpan<char> value)
    {
        // Without a tag there are no tags, comments and document types; without an attribute's value the attributes do nothing.
        if (value.IndexOfAny('<', '=') < 0)
        {
            return false;
        }

        return RunsScript(value, HtmlContext.Data)
            || RunsScript(value, HtmlContext.Tag)
            || (value.Contains('\'') && RunsScript(value, HtmlContext.Apostrophes))
            || (value.Contains('"') && RunsScript(value, HtmlContext.QuotationMarks))
            || (value.Contains('`') && RunsScript(value, HtmlContext.BackQuotes));
    }

    private static bool RunsScript(ReadOnlySpan<char> value, HtmlContext context)
    {
        var tokenizer = new HtmlTokenizer(value, context);
        var risk = HtmlAttributeRisk.None;
        while (tokenizer.Read(out var content) is { } kind)
        {
            var isDangerous = kind switch
            {
                HtmlTokenKind.DocumentType => true,
                HtmlTokenKind.TagName => HtmlThreats.IsDangerousTag(content),
                HtmlTokenKind.Comment => HtmlThreats.IsDangerousComment(content),
                HtmlTokenKind.AttributeValue => IsDangerousValue(content, risk),
                _ => false,
            };
            if (isDangerous)
            {
                return true;
            }

            risk = kind == HtmlTokenKind.AttributeName ? HtmlThreats.RiskOf(content) : HtmlAttributeRisk.None;
        }

        return false;
    }

    private static bool IsDangerousValue(ReadOnlySpan<char> value, HtmlAttributeRisk risk) => risk switch
    {
        HtmlAttributeRisk.Always => true,
        HtmlAttributeRisk.Address => HtmlThreats.IsDangerousAddress(value),
        HtmlAttributeRisk.AttributeName => HtmlThreats.RiskOf(value) != HtmlAttributeRisk.None,
        _ => false,
    };
}
