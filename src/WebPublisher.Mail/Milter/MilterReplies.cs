using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Mail.Milter;

/// <summary>Writes what a filter answers. A text that would hold a zero octet is cut there: behind it another text would begin.</summary>
public static class MilterReplies
{
    /// <summary>The longest piece of a body.</summary>
    public const int MaximumPiece = 65_535;

    /// <summary>What was agreed on.</summary>
    public static void Negotiated(IBufferWriter<byte> output, MilterNegotiation agreed)
    {
        var data = Begin(output, 'O', MilterNegotiation.Size);
        BinaryPrimitives.WriteUInt32BigEndian(data, agreed.Version);
        BinaryPrimitives.WriteUInt32BigEndian(data[4..], (uint)agreed.Actions);
        BinaryPrimitives.WriteUInt32BigEndian(data[8..], (uint)agreed.Steps);
    }

    /// <summary>Go on.</summary>
    public static void Continue(IBufferWriter<byte> output) => Begin(output, 'c', 0);

    /// <summary>Take the message; nothing more of it needs to be told.</summary>
    public static void Accept(IBufferWriter<byte> output) => Begin(output, 'a', 0);

    /// <summary>Take the message, and give it to nobody.</summary>
    public static void Discard(IBufferWriter<byte> output) => Begin(output, 'd', 0);

    /// <summary>Have the client try again later.</summary>
    public static void TemporaryFailure(IBufferWriter<byte> output) => Begin(output, 't', 0);

    /// <summary>The rest of the body needs not be told.</summary>
    public static void Skip(IBufferWriter<byte> output) => Begin(output, 's', 0);

    /// <summary>It is still being worked on; the mail server waits anew.</summary>
    public static void Progress(IBufferWriter<byte> output) => Begin(output, 'p', 0);

    /// <summary>Refuse with a reply. Its percent signs are doubled: to Sendmail the text is a format, and Postfix makes one of two.</summary>
    public static void Refuse(IBufferWriter<byte> output, SmtpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Texts(output, 'y', [], Encoding.ASCII.GetString(reply.Wire.Span).TrimEnd().Replace("%", "%%", StringComparison.Ordinal));
    }

    /// <summary>Hold the message.</summary>
    public static void Quarantine(IBufferWriter<byte> output, string reason) => Texts(output, 'q', [], reason);

    /// <summary>Put a field into the header, at a place counted from its beginning.</summary>
    public static void InsertHeader(IBufferWriter<byte> output, uint index, string name, string value) => Texts(output, 'i', Number(index), name, value);

    /// <summary>Change the value of a field: of those of its name the one that is so many, from 1. An empty value removes it.</summary>
    public static void ChangeHeader(IBufferWriter<byte> output, uint index, string name, string value) => Texts(output, 'm', Number(index), name, value);

    /// <summary>Add a field to the end of the header.</summary>
    public static void AddHeader(IBufferWriter<byte> output, string name, string value) => Texts(output, 'h', [], name, value);

    /// <summary>Add a recipient.</summary>
    public static void AddRecipient(IBufferWriter<byte> output, string path) => Texts(output, '+', [], path);

    /// <summary>Remove a recipient.</summary>
    public static void DeleteRecipient(IBufferWriter<byte> output, string path) => Texts(output, '-', [], path);

    /// <summary>A piece of the body that takes the place of the old one, <see cref="MaximumPiece"/> octets at most.</summary>
    public static void ReplaceBody(IBufferWriter<byte> output, ReadOnlySpan<byte> piece)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(piece.Length, MaximumPiece);
        piece.CopyTo(Begin(output, 'b', piece.Length));
    }

    private static byte[] Number(uint number)
    {
        var octets = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return octets;
    }

    private static void Texts(IBufferWriter<byte> output, char command, ReadOnlySpan<byte> before, params ReadOnlySpan<string> texts)
    {
        var length = before.Length + texts.Length;
        foreach (var text in texts)
        {
            length += Encoding.UTF8.GetByteCount(Cut(text));
        }

        var data = Begin(output, command, length);
        before.CopyTo(data);
        data = data[before.Length..];
        foreach (var text in texts)
        {
            var written = Encoding.UTF8.GetBytes(Cut(text), data);
            data[written] = 0;
            data = data[(written + 1)..];
        }
    }

    private static ReadOnlySpan<char> Cut(string text) => text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var zero ? text.AsSpan(0, zero) : text;

    /// <summary>Writes length and letter; the caller fills the data at once.</summary>
    private static Span<byte> Begin(IBufferWriter<byte> output, char command, int length)
    {
        const int Head = sizeof(uint) + 1;
        var packet = output.GetSpan(Head + length)[..(Head + length)];
        BinaryPrimitives.WriteUInt32BigEndian(packet, (uint)(length + 1));
        packet[sizeof(uint)] = (byte)command;
        output.Advance(packet.Length);
        return packet[Head..];
    }
}
