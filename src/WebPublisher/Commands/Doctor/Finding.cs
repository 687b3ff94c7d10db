namespace WebPublisher.Commands.Doctor;

/// <summary>What the doctor has found about one thing.</summary>
/// <param name="Subject">The thing: a name, an address, a file.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">What to do; absent where there is nothing to do.</param>
internal sealed record Finding(string Subject, FindingVerdict Verdict, string Seen, string? Advice = null)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string subject, string seen) => new(subject, FindingVerdict.Ok, seen);

    /// <summary>To be known.</summary>
    public static Finding Note(string subject, string seen, string? advice = null) => new(subject, FindingVerdict.Note, seen, advice);

    /// <summary>Will not work, or not always.</summary>
    public static Finding Warning(string subject, string seen, string advice) => new(subject, FindingVerdict.Warning, seen, advice);

    /// <summary>Does not work.</summary>
    public static Finding Problem(string subject, string seen, string advice) => new(subject, FindingVerdict.Problem, seen, advice);
}
