using YamlDotNet.Core;

namespace WebPublisher.Policy.Yaml;

/// <summary>Puts the parser's errors into words that help: what it says, and what the operator probably has to do.</summary>
internal static class YamlSyntax
{
    /// <summary>The message for an error.</summary>
    /// <param name="exception">The parser's error.</param>
    /// <param name="unclosed">A hint at a bracket that may be missing, or nothing.</param>
    public static string Describe(YamlException exception, string unclosed)
    {
        var problem = char.ToLowerInvariant(exception.Message[0]) + exception.Message[1..].TrimEnd('.');
        var hint = exception.Message switch
        {
            _ when Says(exception, " tab") => "; indent with spaces",
            _ when Says(exception, "cannot start any token") => "; quote the value",
            _ when Says(exception, "quoted scalar") && Says(exception, "end of stream") => "; is the closing quotation mark missing?",
            _ when Says(exception, "double-quoted scalar") && Says(exception, "wrong indentation") => "; is the closing quotation mark missing?",
            _ when Says(exception, "unknown escape") => "; write single quotes around a text with backslashes",
            _ when Says(exception, "invalid mapping") => "; quote a value that contains ': '",
            _ => unclosed,
        };
        return $"YAML syntax: {problem}{hint}";
    }

    /// <summary>Where the tab stands that the error is about; the parser itself names the mapping around it. Null for other errors.</summary>
    /// <param name="exception">The parser's error.</param>
    /// <param name="text">The file.</param>
    /// <param name="readUpTo">How much of it was understood.</param>
    public static int? TabInIndentation(YamlException exception, string text, int readUpTo)
    {
        var tab = Says(exception, " tab") ? text.IndexOf('\t', Math.Min(readUpTo, text.Length)) : -1;
        return tab < 0 ? null : tab;
    }

    private static bool Says(YamlException exception, string words) => exception.Message.Contains(words, StringComparison.Ordinal);
}
