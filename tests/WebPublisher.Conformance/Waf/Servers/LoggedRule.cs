namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>A rule that matched and logs.</summary>
/// <param name="Id">Its id; a chain's is that of its head.</param>
/// <param name="Message">Its message, macros expanded.</param>
/// <param name="Data">What it tells of the match.</param>
internal sealed record LoggedRule(long Id, string Message, string Data)
{
    /// <summary>As mod_security2 writes it to a log.</summary>
    public string Line => $"[id \"{Id}\"] [msg \"{Message}\"] [data \"{Data}\"]";
}
