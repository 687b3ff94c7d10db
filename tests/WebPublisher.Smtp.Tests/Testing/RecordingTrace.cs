using System.Collections.Concurrent;
using System.Net;
using System.Text;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>Keeps the lines in the notation of the protocol log: + connected, - disconnected, &gt; sent, &lt; received, * noted.</summary>
internal sealed class RecordingTrace : ProtocolTrace
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string[] Lines => [.. _lines];

    public override void Connected(EndPoint? local, EndPoint? remote) => _lines.Enqueue("+");

    public override void Sent(ReadOnlySpan<byte> line) => _lines.Enqueue("> " + Encoding.UTF8.GetString(line));

    public override void Received(ReadOnlySpan<byte> line) => _lines.Enqueue("< " + Encoding.UTF8.GetString(line));

    public override void Noted(string text) => _lines.Enqueue("* " + text);

    public override void Disconnected() => _lines.Enqueue("-");
}
