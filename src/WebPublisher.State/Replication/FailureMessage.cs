using System.Buffers.Binary;
using WebPublisher.State.Logons;

namespace WebPublisher.State.Replication;

/// <summary>
/// Failed logons as one process tells the others of them: in the payload of a notification, which may have 7999 octets. It is Base64 of the form's number (1 octet), the sender's (8),
/// the message's (4, so that no two are alike: PostgreSQL drops those of a transaction that are), and 35 octets for each counter. Numbers are big-endian.
/// </summary>
internal static class FailureMessage
{
    /// <summary>How many counters a message has room for.</summary>
    public const int MaximumEntries = 160;

    private const byte Form = 1;
    private const int HeadLength = 13;
    private const int EntryLength = 35;
    private const int LongestWindow = 24 * 3600;
    private const byte ForgetsFlag = 0x80;
    private const byte LockedFlag = 0x40;

    /// <summary>Writes a message.</summary>
    public static string Write(long sender, int number, ReadOnlySpan<ToldFailures> entries)
    {
        var octets = new byte[HeadLength + (EntryLength * entries.Length)];
        octets[0] = Form;
        BinaryPrimitives.WriteInt64BigEndian(octets.AsSpan(1), sender);
        BinaryPrimitives.WriteInt32BigEndian(octets.AsSpan(9), number);
        for (var i = 0; i < entries.Length; i++)
        {
            var told = entries[i];
            var entry = octets.AsSpan(HeadLength + (EntryLength * i), EntryLength);
            entry[0] = (byte)((byte)told.Counter | (told.Forgets ? ForgetsFlag : 0) | (told.IsLocked ? LockedFlag : 0));
            BinaryPrimitives.WriteUInt128BigEndian(entry[1..], told.Key);
            BinaryPrimitives.WriteUInt64BigEndian(entry[17..], told.Subject);
            BinaryPrimitives.WriteUInt16BigEndian(entry[25..], (ushort)told.Count);
            BinaryPrimitives.WriteInt32BigEndian(entry[27..], (int)told.Age.TotalMilliseconds);
            BinaryPrimitives.WriteInt32BigEndian(entry[31..], (int)told.Window.TotalSeconds);
        }

        return Convert.ToBase64String(octets);
    }

    /// <summary>Reads a message.</summary>
    /// <returns>Who has sent it and what it says; null for what is none, or of another release's form, or says what nobody would.</returns>
    public static (long Sender, IReadOnlyList<ToldFailures> Entries)? Read(string message)
    {
        var octets = new byte[message.Length];
        if (!Convert.TryFromBase64String(message, octets, out var length) || length < HeadLength || octets[0] != Form || (length - HeadLength) % EntryLength != 0)
        {
            return null;
        }

        var entries = new List<ToldFailures>();
        for (var at = HeadLength; at < length; at += EntryLength)
        {
            var entry = octets.AsSpan(at, EntryLength);
            var told = new ToldFailures(
                (FailedLogonCounter)(entry[0] & ~(ForgetsFlag | LockedFlag)),
                BinaryPrimitives.ReadUInt128BigEndian(entry[1..]),
                BinaryPrimitives.ReadUInt64BigEndian(entry[17..]),
                (entry[0] & ForgetsFlag) != 0,
                (entry[0] & LockedFlag) != 0,
                BinaryPrimitives.ReadUInt16BigEndian(entry[25..]),
                TimeSpan.FromMilliseconds(BinaryPrimitives.ReadInt32BigEndian(entry[27..])),
                TimeSpan.FromSeconds(BinaryPrimitives.ReadInt32BigEndian(entry[31..])));
            if (!Enum.IsDefined(told.Counter) || told.Count > FailedLogons.MaximumCount || told.Age < TimeSpan.Zero || told.Age > FailedLogons.Oldest
                || told.Window < TimeSpan.Zero || told.Window.TotalSeconds > LongestWindow)
            {
                return null;
            }

            entries.Add(told);
        }

        return (BinaryPrimitives.ReadInt64BigEndian(octets.AsSpan(1)), entries);
    }
}
