namespace WebPublisher.Policy.Filtering;

/// <summary>What is looked for in the values of header fields.</summary>
/// <param name="Field">The only field, or null for all.</param>
/// <param name="Signatures">The signatures.</param>
public sealed record FieldSignatures(string? Field, SignatureSet Signatures);
