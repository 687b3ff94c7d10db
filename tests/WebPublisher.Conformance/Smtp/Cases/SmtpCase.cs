namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>A dialog and what must come of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Group">The kind of thing it is about.</param>
/// <param name="Class">How much it weighs.</param>
/// <param name="Title">A sentence.</param>
/// <param name="Steps">The dialog.</param>
/// <param name="Requirements">What holds at the end.</param>
/// <param name="Unknown">The first step or requirement that is not understood; null when all are.</param>
internal sealed record SmtpCase(
    string Id, string Group, CaseClass Class, string Title, IReadOnlyList<CaseStep> Steps, CaseRequirements Requirements, string? Unknown)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Group}: {Title}";
}
