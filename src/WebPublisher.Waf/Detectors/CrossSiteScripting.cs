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

        // Every reading that begins in a tag comes to the tag's end and is between tags from there on, mostly where the reading that begins there is between tags too:
        // what both have before them is the same and is read once.
        Span<int> ends = stackalloc int[4];
        var count = 0;
        if (EndOfTag(value, HtmlContext.Tag, ends, ref count)
            || (value.Contains('\'') && EndOfTag(value, HtmlContext.Apostrophes, ends, ref count))
            || (value.Contains('"') && EndOfTag(value, HtmlContext.QuotationMarks, ends, ref count))
            || (value.Contains('`') && EndOfTag(value, HtmlContext.BackQuotes, ends, ref count)))
        {
            return true;
        }

        ends = ends[..count];
        if (RunsScript(value, 0, ends))
        {
            return true;
        }

        for (var i = 0; i < ends.Length; i++)
        {
            if (ends[i] >= 0 && RunsScript(value, ends[i], ends[(i + 1)..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads on from a place between tags to the end of the value, and takes the places it comes by between tags off the list (-1).</summary>
    private static bool RunsScript(ReadOnlySpan<char> value, int start, Span<int> others)
    {
        var tokenizer = new HtmlTokenizer(value, HtmlContext.Data);
        tokenizer.ContinueAt(start);
        var risk = HtmlAttributeRisk.None;
        var left = others.Length;
        do
        {
            if (left > 0 && tokenizer.TextStart is { } from)
            {
                left = 0;
                var to = tokenizer.TextEnd;
                foreach (ref var other in others)
                {
                    other = other >= from && other <= to ? -1 : other;
                    left += other >= 0 ? 1 : 0;
                }
            }

            if (tokenizer.Read(out var content) is not { } kind)
            {
                return false;
            }

            if (IsDangerous(kind, content, ref risk))
            {
                return true;
            }
        }
        while (true);
    }

    /// <summary>Reads a value that begins in a tag to the end of that tag.</summary>
    /// <returns>Whether script was run before.</returns>
    private static bool EndOfTag(ReadOnlySpan<char> value, HtmlContext context, Span<int> ends, ref int count)
    {
        var tokenizer = new HtmlTokenizer(value, context);
        var risk = HtmlAttributeRisk.None;
        while (tokenizer.Read(out var content) is { } kind)
        {
            if (IsDangerous(kind, content, ref risk))
            {
                return true;
            }

            if (tokenizer.TextStart is { } end)
            {
                ends[count++] = end;
                return false;
            }
        }

        return false;
    }

    private static bool IsDangerous(HtmlTokenKind kind, ReadOnlySpan<char> content, ref HtmlAttributeRisk risk)
    {
        var isDangerous = kind switch
        {
            HtmlTokenKind.DocumentType => true,
            HtmlTokenKind.TagName => HtmlThreats.IsDangerousTag(content),
            HtmlTokenKind.Comment => HtmlThreats.IsDangerousComment(content),
            HtmlTokenKind.AttributeValue => risk switch
            {
                HtmlAttributeRisk.Always => true,
                HtmlAttributeRisk.Address => HtmlThreats.IsDangerousAddress(content),
                HtmlAttributeRisk.AttributeName => HtmlThreats.RiskOf(content) != HtmlAttributeRisk.None,
                _ => false,
            },
            _ => false,
        };
        risk = kind == HtmlTokenKind.AttributeName ? HtmlThreats.RiskOf(content) : HtmlAttributeRisk.None;
        return isDangerous;
    }
}
