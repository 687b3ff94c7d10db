using System.Collections.Immutable;

namespace WebPublisher.Policy.Directories;

/// <summary>A value in a <see cref="DirectoryFilter"/>: octets, with places between them that the address fills.</summary>
/// <param name="Pieces">The octets before, between and behind the places: one piece more than there are places.</param>
public sealed record DirectoryValue(ImmutableArray<ImmutableArray<byte>> Pieces)
{
    /// <summary>Whether the address has a place in it.</summary>
    public bool HasPlaceholder => Pieces.Length > 1;

    /// <summary>Whether it is empty.</summary>
    public bool IsEmpty => Pieces is [{ Length: 0 }];

    /// <summary>The value for an address.</summary>
    /// <param name="address">The address, in UTF-8.</param>
    public byte[] Fill(ReadOnlySpan<byte> address)
    {
        var filled = new byte[Pieces.Sum(piece => piece.Length) + ((Pieces.Length - 1) * address.Length)];
        var at = 0;
        for (var i = 0; i < Pieces.Length; i++)
        {
            if (i > 0)
            {
                address.CopyTo(filled.AsSpan(at));
                at += address.Length;
            }

            Pieces[i].AsSpan().CopyTo(filled.AsSpan(at));
            at += Pieces[i].Length;
        }

        return filled;
    }
}
