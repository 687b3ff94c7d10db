using System.Text;
using BenchmarkDotNet.Attributes;
using WebPublisher.Mail.Content;

namespace WebPublisher.Benchmarks.Mail;

/// <summary>What it costs to take content: a small message, and a large attachment in base64, in segments as a socket gives them.</summary>
public class MessageDataScannerBenchmarks
{
    private const int Segment = 16 * 1024;

    private byte[] _content = [];

    [Params(1024, 1024 * 1024)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Compose()
    {
        var text = new StringBuilder("Received: from client.test ([192.0.2.1])\r\n\tby edge.test with ESMTP id 1;\r\n\tSat, 21 Nov 2026 10:00:00 +0000\r\nSubject: t\r\n\r\n");
        while (text.Length < Size)
        {
            text.Append('Q', 76).Append("\r\n");
        }

        _content = Encoding.ASCII.GetBytes(text.Append(".\r\n").ToString());
    }

    [Benchmark]
    public long Scan()
    {
        var scanner = new MessageDataScanner(ContentLimits.Default);
        long taken = 0;
        for (var at = 0; at < _content.Length; at += Segment)
        {
            ReadOnlySpan<byte> rest = _content.AsSpan(at, Math.Min(Segment, _content.Length - at));
            while (scanner.Scan(ref rest, out var content))
            {
                taken += content.Length;
            }
        }

        return taken;
    }
}
