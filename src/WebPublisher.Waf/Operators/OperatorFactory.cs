using WebPublisher.Waf.Matching;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>Makes operators of what rules write. Names are compared without regard to case; semantics are those of mod_security2 2.9.</summary>
public static class OperatorFactory
{
    /// <summary>Makes an operator. Data files are read at once.</summary>
    /// <param name="text">The operator as written; negation is left to the caller.</param>
    /// <param name="resolvePath">Makes a path of the name of a data file; null: it is looked for beside the rule file.</param>
    /// <param name="error">Why there is no operator: it is not known or not supported, or its argument is not understood.</param>
    /// <returns>The operator, or null.</returns>
    public static RuleOperator? Create(OperatorText text, Func<string, string>? resolvePath, out RuleSetError? error)
    {
        var made = Create(text.Name.ToLowerInvariant(), text, resolvePath ?? (name => BesideRules(text.Position.File, name)), out var message);
        error = made is null ? new RuleSetError(text.Position, $"@{text.Name}: {message}") : null;
        return made;
    }

    private static RuleOperator? Create(string name, OperatorText text, Func<string, string> resolvePath, out string? error)
    {
        error = null;
        switch (name)
        {
            case "rx" or "rxglobal" when OperatorArgument.IsMacroText(text.Argument):
                return new DynamicPatternMatch(isGlobal: name == "rxglobal");
            case "rx" or "rxglobal":
                return PatternCache.Find(text.Argument, PatternFlags.WholeText, out error) is { } pattern ? new PatternMatch(pattern, isGlobal: name == "rxglobal") : null;
            case "pm":
                return Phrases(PhraseList.Split(Bytes(text.Argument)), out error);
            case "pmf" or "pmfromfile":
                return DataFile.ReadPhrases(text.Argument, resolvePath, out error) is { } phrases ? Phrases(phrases, out error) : null;
            case "strmatch":
                return new SubstringSearch(PhraseList.Decode(Bytes(text.Argument)));
            case "streq":
                return new TextComparison(TextRelation.Equal, new OperatorArgument(text.Argument));
            case "beginswith":
                return new TextComparison(TextRelation.BeginsWith, new OperatorArgument(text.Argument));
            case "endswith":
                return new TextComparison(TextRelation.EndsWith, new OperatorArgument(text.Argument));
            case "contains":
                return new TextComparison(TextRelation.Contains, new OperatorArgument(text.Argument));
            case "containsword":
                return new TextComparison(TextRelation.ContainsWord, new OperatorArgument(text.Argument));
            case "within":
                return new TextComparison(TextRelation.Within, new OperatorArgument(text.Argument));
            case "eq":
                return new NumericComparison(NumericRelation.Equal, new OperatorArgument(text.Argument));
            case "ne":
                return new NumericComparison(NumericRelation.NotEqual, new OperatorArgument(text.Argument));
            case "lt":
                return new NumericComparison(NumericRelation.Less, new OperatorArgument(text.Argument));
            case "le":
                return new NumericComparison(NumericRelation.LessOrEqual, new OperatorArgument(text.Argument));
            case "gt":
                return new NumericComparison(NumericRelation.Greater, new OperatorArgument(text.Argument));
            case "ge":
                return new NumericComparison(NumericRelation.GreaterOrEqual, new OperatorArgument(text.Argument));
            case "ipmatch":
                return AddressMatch.Parse(text.Argument.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), out error);
            case "ipmatchf" or "ipmatchfromfile":
                return DataFile.ReadAddresses(text.Argument, resolvePath, out error) is { } entries ? AddressMatch.Parse(entries, out error) : null;
            case "validatebyterange":
                return ByteRange.Parse(text.Argument, out error);
            case "validateurlencoding":
                return new UrlEncodingCheck();
            case "validateutf8encoding":
                return new Utf8EncodingCheck();
            case "verifycc":
                return Numbers(text.Argument, NumberChecks.IsCardNumber, out error);
            case "verifycpf":
                return Numbers(text.Argument, NumberChecks.IsCpf, out error);
            case "verifyssn":
                return Numbers(text.Argument, NumberChecks.IsSsn, out error);
            case "detectsqli":
                return new SqlInjectionDetection();
            case "detectxss":
                return new CrossSiteScriptingDetection();
            case "unconditionalmatch":
                return new ConstantOperator(true);

            // The rule set that Debian ships has rules with these two, which only look where its operator has switched them on: without a database of countries and
            // without waiting for DNS, no client is found to be from anywhere or on any list.
            case "nomatch" or "geolookup" or "rbl":
                return new ConstantOperator(false);
            default:
                error = Refusal(name);
                return null;
        }
    }

    private static PhraseMatch? Phrases(IReadOnlyList<string> phrases, out string? error)
    {
        error = phrases.Count == 0 ? "There are no phrases to look for." : null;
        return error is null ? new PhraseMatch(phrases) : null;
    }

    private static NumberSearch? Numbers(string pattern, NumberCheck isValid, out string? error) =>
        PatternCache.Find(pattern, PatternFlags.EachLine, out error) is { } compiled ? new NumberSearch(compiled, isValid) : null;

    private static string Refusal(string name) => name switch
    {
        "rsub" => "Not supported: values are judged as they were sent, and what is forwarded is what was judged.",
        "validatehash" => "Not supported: pages are not rewritten, so that no link carries a hash.",
        "validatedtd" or "validateschema" => "Not supported: bodies in XML are parsed as they stream by, without a document to validate.",
        "gsblookup" => "Not supported: there is no database of dangerous sites.",
        "inspectfile" => "Not supported: no program is started and no script is run for a request.",
        "fuzzyhash" => "Not supported: files in requests are judged by the antivirus engine.",
        _ => "No such operator.",
    };

    private static string BesideRules(string ruleFile, string name) => Path.Combine(Path.GetDirectoryName(ruleFile) ?? string.Empty, name);

    private static string Bytes(string text) => ByteText.FromString(text).Span.ToString();
}
