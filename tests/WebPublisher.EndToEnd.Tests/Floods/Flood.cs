using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.EndToEnd.Tests.Floods;

/// <summary>What a hostile client sends over HTTP/2, as fast as it is taken, or once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hello">Sent first, with the preface.</param>
/// <param name="Batches">Sent then, each with one write; never ends unless <paramref name="Connections"/> wait with what they have.</param>
/// <param name="Connections">Connections that do it at once.</param>
/// <param name="Asks">Whether it is made of whole requests, which front ends are asked before it is cut: what those cost is for rate limits to say.</param>
internal sealed record Flood(string Name, byte[] Hello, Func<IEnumerable<byte[]>> Batches, int Connections = 4, bool Asks = false)
{
    private const short InitialWindow = 4;

    /// <summary>Every flood that has a name of its own, and some that have none.</summary>
    public static IReadOnlyList<Flood> All { get; } =
    [
        new("rapid reset", Plain, () => Streams(stream => [.. Get(stream), .. Http2Bytes.Frame(Http2Bytes.ResetStream, 0, stream, 0, 0, 0, 8)])),
        new("made you reset", Plain, () => Streams(stream => [.. Get(stream), .. Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, stream, 0, 0, 0, 0)])),
        new("streams above the limit", Plain, () => Streams(GetHeld), Connections: 1, Asks: true),
        new("CONTINUATION", Plain, () => Begun(Http2Bytes.Frame(Http2Bytes.Continuation, 0, 1, Http2Bytes.Block(("x-pad", new string('a', 120)))))),
        new("empty CONTINUATION", Plain, () => Begun(Http2Bytes.Frame(Http2Bytes.Continuation, 0, 1))),
        new("SETTINGS", Plain, () => Endless(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, Http2Bytes.Setting(InitialWindow, 65535)))),
        new("PING", Plain, () => Endless(Http2Bytes.Frame(Http2Bytes.Ping, 0, 0, new byte[8]))),
        new("empty DATA", Plain, () => Posted(Http2Bytes.Frame(Http2Bytes.Data, 0, 1))),
        new("padded DATA", Plain, () => Posted(Http2Bytes.Frame(Http2Bytes.Data, 8, 1, [200, .. new byte[200]]))),
        new("PRIORITY", Plain, () => Endless(Http2Bytes.Frame(Http2Bytes.Priority, 0, 3, 0, 0, 0, 0, 16))),
        new("WINDOW_UPDATE of the connection", Plain, () => Endless(Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 0, 0, 0, 0, 1))),
        new("WINDOW_UPDATE of a stream", Plain, () => Posted(Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 1, 0, 0, 0, 1))),
        new("unknown frames", Plain, () => Endless(Http2Bytes.Frame(0xfa, 0, 0, new byte[100]))),
        new("HPACK bomb", Plain, Bombs),
        new("windows of nothing", Http2Bytes.Hello(InitialWindow, 0), () => Some(99, Get), Connections: 20, Asks: true),
        new("windows closed behind requests", Plain, () => Some(99, Get).Append(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0, Http2Bytes.Setting(InitialWindow, 0))), Asks: true),
    ];

    /// <summary>Requests whose answers find no room on their way.</summary>
    public static IReadOnlyList<Flood> Stalls { get; } =
    [
        new("no window for the connection", Plain, () => Some(20, GetLarge)),
        new("no window for streams that had one", [.. Plain, .. Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 0, 0x7f, 0, 0, 0)], () => Some(20, GetLarge)),
    ];

    private static byte[] Plain => [.. Http2Bytes.Preface, .. Http2Bytes.Frame(Http2Bytes.Settings, 0, 0)];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static byte[] GetHeld(int stream) => Http2Bytes.Request(stream, Edge.PublishedName, FloodedEdge.HeldPath);

    private static byte[] GetLarge(int stream) => Http2Bytes.Request(stream, Edge.PublishedName, FloodedEdge.LargePath);

    private static byte[] Get(int stream) => Http2Bytes.Request(stream, Edge.PublishedName, "/flooded");

    private static IEnumerable<byte[]> Some(int count, Func<int, byte[]> frames) => Enumerable.Range(0, count).Select(i => frames((2 * i) + 1));

    private static IEnumerable<byte[]> Streams(Func<int, byte[]> frames) =>
        Some(int.MaxValue / 2, frames).Chunk(50).Select(batch => (byte[])[.. batch.SelectMany(frame => frame)]);

    private static IEnumerable<byte[]> Endless(byte[] frame)
    {
        byte[] batch = [.. Enumerable.Repeat(frame, 200).SelectMany(bytes => bytes)];
        while (true)
        {
            yield return batch;
        }
    }

    /// <summary>A header block that is begun.</summary>
    private static IEnumerable<byte[]> Begun(byte[] frame) =>
        Endless(frame).Prepend(Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndStream, 1, Http2Bytes.Block((":method", "GET"))));

    /// <summary>A request whose body is still to come.</summary>
    private static IEnumerable<byte[]> Posted(byte[] frame) => Endless(frame).Prepend(Http2Bytes.Request(1, Edge.PublishedName, "/flooded", "POST", hasBody: true));

    /// <summary>A long field put into the table once, and asked for thousands of times in each block (RFC 7541 section 7.3).</summary>
    private static IEnumerable<byte[]> Bombs()
    {
        byte[] request = Http2Bytes.Block((":method", "GET"), (":scheme", "https"), (":authority", Edge.PublishedName), (":path", "/flooded"));
        byte[] entry = [0x40, 6, .. "x-bomb"u8, 0x7f, 0xbd, 0x1d, .. Enumerable.Repeat((byte)'A', 3900)];
        return Some(int.MaxValue / 2, stream => Http2Bytes.Frame(
            Http2Bytes.Headers, Http2Bytes.EndStream | Http2Bytes.EndHeaders, stream, [.. request, .. stream == 1 ? entry : [], .. Enumerable.Repeat((byte)0xbe, 4000)]));
    }
}
