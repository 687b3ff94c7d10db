using System.Buffers;
using System.Buffers.Binary;

namespace WebPublisher.Mail.Milter;

/// <summary>The first exchange of a connection: which version is spoken, what the filter may do, which steps are left out.</summary>
/// <param name="Version">The version.</param>
/// <param name="Actions">What may be done.</param>
/// <param name="Steps">What is left out.</param>
public readonly record struct MilterNegotiation(uint Version, MilterActions Actions, MilterSteps Steps)
{
    /// <summary>Octets of it; what follows them, the macros a filter would like, is passed over.</summary>
    public const int Size = 3 * sizeof(uint);

    /// <summary>The highest version.</summary>
    public const uint HighestVersion = 6;

    // Before it, what is answered to the end of the body has another form.
    private const uint LowestVersion = 2;

    /// <summary>Reads an offer; false when it is too short, or of a version nobody speaks any more.</summary>
    public static bool TryRead(ReadOnlySequence<byte> data, out MilterNegotiation offer)
    {
        offer = default;
        if (data.Length < Size)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[Size];
        data.Slice(0, Size).CopyTo(octets);
        offer = new MilterNegotiation(
            BinaryPrimitives.ReadUInt32BigEndian(octets),
            (MilterActions)BinaryPrimitives.ReadUInt32BigEndian(octets[4..]),
            (MilterSteps)BinaryPrimitives.ReadUInt32BigEndian(octets[8..]));
        return offer.Version >= LowestVersion;
    }

    /// <summary>What is agreed on: of what is wanted, as much as is offered.</summary>
    public MilterNegotiation Agree(MilterActions actions, MilterSteps steps) => new(Math.Min(Version, HighestVersion), Actions & actions, Steps & steps);
}
