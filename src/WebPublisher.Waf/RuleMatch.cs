namespace WebPublisher.Waf;

/// <summary>A rule that matched, as it is told to logs; a chain is told once, under the id of its head. Texts have their macros expanded.</summary>
/// <param name="Id">The rule's id; ids from <see cref="EngineRuleIds.First"/> to <see cref="EngineRuleIds.Last"/> are the engine's own.</param>
/// <param name="Phase">1 to 5.</param>
/// <param name="Message">The action <c>msg</c>, at most 1,024 characters.</param>
/// <param name="Data">The action <c>logdata</c>, at most 1,024 characters.</param>
/// <param name="Severity">The word of the action <c>severity</c> in upper case (<c>CRITICAL</c>), or empty.</param>
/// <param name="Tags">The actions <c>tag</c>.</param>
/// <param name="File">Where the rule stands.</param>
/// <param name="Line">Where in the file, from 1.</param>
/// <param name="VariableName">What matched last: <c>ARGS:x</c>.</param>
/// <param name="Value">Its value after transformations, the first 256 characters.</param>
/// <param name="IsLogged">Whether the rule has <c>log</c>, the default, and not <c>nolog</c>.</param>
public sealed record RuleMatch(
    long Id,
    int Phase,
    string Message,
    string Data,
    string Severity,
    IReadOnlyList<string> Tags,
    string File,
    int Line,
    string VariableName,
    string Value,
    bool IsLogged);
