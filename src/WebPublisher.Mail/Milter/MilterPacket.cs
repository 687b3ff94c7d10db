using System.Buffers;

namespace WebPublisher.Mail.Milter;

/// <summary>A command with what belongs to it.</summary>
/// <param name="Command">The command; its letter may be one that is not known.</param>
/// <param name="Data">What belongs to it; good until the input is advanced.</param>
public readonly record struct MilterPacket(MilterCommand Command, ReadOnlySequence<byte> Data);
