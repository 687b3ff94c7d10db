namespace WebPublisher.Waf.Matching;

/// <summary>A literal to search for, and what it stands for.</summary>
/// <param name="Literal">One character for each byte, in the alphabet of <see cref="Text.ByteText"/>; not empty. The case of ASCII letters does not matter.</param>
/// <param name="Group">From 0; many literals may share one.</param>
public readonly record struct GroupedLiteral(string Literal, int Group);
