namespace WebPublisher.Conformance.Web.Judging;

/// <summary>Something that speaks against the publisher.</summary>
internal readonly record struct Finding(Verdict Verdict, string Text);
