namespace WebPublisher.Conformance.Web.Recording;

/// <summary>Something that no publisher may send.</summary>
internal readonly record struct Problem(ProblemKind Kind, string Text)
{
    /// <summary>
    /// Whether it was the publisher's duty to refuse it, rather than to mend or to forward it (RFC 9110 section 5.5, RFC 9112 sections 2.2, 3.2, 5.1, 6.1, 6.3 and 7.1).
    /// </summary>
    public bool MustBeRefused => Kind is not (ProblemKind.FoldedLine or ProblemKind.BothFramings or ProblemKind.LookAlike or ProblemKind.ChunkExtension);
}
