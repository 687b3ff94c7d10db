using System.Buffers;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Tests.Testing;

namespace WebPublisher.Mail.Tests.Content;

/// <summary>What came of a transfer of content.</summary>
internal sealed record Transfer(bool Ended, string Content, string Rest, ContentFacts Facts)
{
    /// <summary>Feeds the input in the parts between <paramref name="cuts"/>, piece by piece.</summary>
    public static Transfer OfData(string input, IEnumerable<int> cuts, ContentLimits? limits = null)
    {
        var scanner = new MessageDataScanner(limits ?? ContentLimits.Default);
        var content = new List<byte>();
        var rest = new List<byte>();
        foreach (var part in Segments.Parts(Segments.Octets(input), cuts))
        {
            ReadOnlySpan<byte> unread = part;
            while (scanner.Scan(ref unread, out var piece))
            {
                content.AddRange(piece);
            }

            rest.AddRange(unread);
        }

        return new Transfer(scanner.IsEnded, Text([.. content]), Text([.. rest]), scanner.Facts);
    }

    /// <summary>Feeds chunks whose ends stand at <paramref name="ends"/>, each cut into segments.</summary>
    public static Transfer OfChunks(string input, bool binary, IEnumerable<int> ends, ContentLimits? limits = null)
    {
        var scanner = new ChunkScanner(limits ?? ContentLimits.Default, binary);
        var output = new ArrayBufferWriter<byte>();
        foreach (var chunk in Segments.Parts(Segments.Octets(input), ends))
        {
            scanner.Begin(chunk.Length);
            var buffer = Segments.Cut([.. chunk, .. "NOOP"u8], chunk.Length / 3, chunk.Length / 2);
            Assert.True(scanner.Scan(ref buffer, output));
            Assert.Equal("NOOP"u8.ToArray(), buffer.ToArray());
        }

        return new Transfer(Ended: true, Text(output.WrittenSpan), "", scanner.Facts);
    }

    private static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);
}
