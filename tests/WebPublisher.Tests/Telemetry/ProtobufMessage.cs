using System.Buffers.Binary;
using System.Text;

namespace WebPublisher.Tests.Telemetry;

/// <summary>A message in the wire format of Protocol Buffers, as far as OTLP's need it: fields by their number.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Octets)> _fields = [];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public ProtobufMessage(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var key = Varint(ref message);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref message), default));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message.Span), default));
                    message = message[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref message);
                    _fields.Add((field, 0, message[..length]));
                    message = message[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message.Span), default));
                    message = message[4..];
                    break;
                default:
                    throw new FormatException($"wire type {key & 7} of field {field}");
            }
        }
    }

    /// <summary>The messages of a field, in order.</summary>
    public IEnumerable<ProtobufMessage> Messages(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtobufMessage(f.Octets));

    /// <summary>The octets of a field; none when it is absent.</summary>
    public ReadOnlySpan<byte> Octets(int field) => _fields.LastOrDefault(f => f.Field == field).Octets.Span;

    /// <summary>The text of a field; empty when it is absent.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Octets(field));

    /// <summary>The number of a field; 0 when it is absent.</summary>
    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field).Number;

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var value = 0UL;
        for (var i = 0; i < 10; i++)
        {
            var octet = message.Span[i];
            value |= (ulong)(octet & 0x7F) << (7 * i);
            if (octet < 0x80)
            {
                message = message[(i + 1)..];
                return value;
            }
        }

        throw new FormatException("a number of more than ten octets");
    }
}
