using System.Collections.Immutable;

namespace WebPublisher.Policy.Filtering;

/// <summary>The signatures that are looked for in one place, ready to be looked for all at once.</summary>
public sealed class SignatureSet
{
    private SignatureSet(ImmutableArray<Signature> signatures)
    {
        Signatures = signatures;
        End = signatures.Max(signature => signature.To);
        Texts = AutomatonOf([.. signatures.Where(signature => !signature.IsExact)]);
        Exact = AutomatonOf([.. signatures.Where(signature => signature.IsExact)]);
    }

    /// <summary>The signatures, as they were declared.</summary>
    public ImmutableArray<Signature> Signatures { get; }

    /// <summary>The byte from which on nothing is looked for.</summary>
    public long End { get; }

    /// <summary>Finds those without regard to case; null when there are none.</summary>
    internal SignatureAutomaton? Texts { get; }

    /// <summary>Finds those with regard to case; null when there are none.</summary>
    internal SignatureAutomaton? Exact { get; }

    /// <summary>A set, or null of nothing.</summary>
    public static SignatureSet? Of(IEnumerable<Signature> signatures) => signatures.ToImmutableArray() is { IsEmpty: false } some ? new SignatureSet(some) : null;

    /// <summary>The first signature found in bytes that are all there are, or null.</summary>
    public Signature? Find(ReadOnlySpan<byte> bytes) => new SignatureScan(this).Find(bytes);

    private static SignatureAutomaton? AutomatonOf(ImmutableArray<Signature> signatures) => signatures.IsEmpty ? null : new SignatureAutomaton(signatures);
}
