namespace WebPublisher.Waf.Compilation;

/// <summary>A set after some transformations. Rules that look at one set by way of one pipeline share a view; pipelines that begin alike share the views of their beginning.</summary>
/// <param name="Set">Index of the set.</param>
/// <param name="Parent">The view one transformation before; -1 where this is the set itself.</param>
/// <param name="Step">Index of the transformation.</param>
internal readonly record struct ViewDefinition(int Set, int Parent, int Step);
