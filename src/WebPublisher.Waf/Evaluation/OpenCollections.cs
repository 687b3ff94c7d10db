using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The persistent collections that one transaction has opened.</summary>
internal sealed class OpenCollections(CollectionStore store, TextArena arena, long lifetime)
{
    private const int LongestKey = 256;
    private static readonly Variable[] Kinds = [Variable.Global, Variable.Ip, Variable.Resource, Variable.Session, Variable.User];
    private readonly (StoredCollection? Collection, bool IsNew, ByteText Key)[] _open = new (StoredCollection?, bool, ByteText)[Kinds.Length];

    /// <summary>A collection; null where it has not been opened.</summary>
    public StoredCollection? Of(Variable kind) => _open[Array.IndexOf(Kinds, kind)].Collection;

    /// <summary>The key a collection was opened by; empty where it was not.</summary>
    public ByteText KeyOf(Variable kind) => _open[Array.IndexOf(Kinds, kind)].Key;

    /// <summary>Opens a collection; nothing happens where it is open already.</summary>
    public void Open(Variable kind, ByteText key, long now)
    {
        ref var place = ref _open[Array.IndexOf(Kinds, kind)];
        if (place.Collection is null)
        {
            var span = key.Span;
            place.Collection = store.Open(kind, (span.Length > LongestKey ? span[..LongestKey] : span).ToString(), now, lifetime, out place.IsNew);
            place.Key = key;
        }
    }

    /// <summary>Adds the members of a collection.</summary>
    public void Read(Variable kind, List<NamedText> into, long now)
    {
        ref var place = ref _open[Array.IndexOf(Kinds, kind)];
        place.Collection?.Read(into, arena, now, place.IsNew);
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset() => Array.Clear(_open);
}
