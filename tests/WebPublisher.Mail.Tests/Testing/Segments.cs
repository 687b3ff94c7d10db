using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Tests.Testing;

/// <summary>Octets in segments, as a pipe hands them out.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long index)
    {
        Memory = memory;
        RunningIndex = index;
    }

    /// <summary>Latin-1, so that every octet can be written.</summary>
    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    public static ReadOnlySequence<byte> Of(string text) => new(Octets(text));

    /// <summary>One sequence of segments that end at the given offsets.</summary>
    public static ReadOnlySequence<byte> Cut(byte[] octets, params IEnumerable<int> cuts)
    {
        Segments? first = null, last = null;
        foreach (var part in Parts(octets, cuts))
        {
            var next = new Segments(part, (last?.RunningIndex ?? 0) + (last?.Memory.Length ?? 0));
            last?.Next = next;
            first ??= next;
            last = next;
        }

        return first is null || last is null ? default : new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>The parts between the given offsets, empty ones included.</summary>
    public static IEnumerable<byte[]> Parts(byte[] octets, params IEnumerable<int> cuts)
    {
        var from = 0;
        foreach (var cut in cuts.Select(cut => Math.Clamp(cut, 0, octets.Length)).Order().Append(octets.Length))
        {
            yield return octets[from..cut];
            from = cut;
        }
    }

    /// <summary>Every octet a segment of its own.</summary>
    public static IEnumerable<int> Everywhere(byte[] octets) => Enumerable.Range(1, Math.Max(0, octets.Length - 1));
}
