using System.Buffers.Binary;
using System.Globalization;
using System.Net.Security;
using System.Text;
using WebPublisher.Conformance.Web.Cases;

namespace WebPublisher.Conformance.Web.Talking;

/// <summary>A client of HTTP/2 that sends one request of whatever fields it is told to, on stream 1.</summary>
internal static class Http2Client
{
    private const int RequestStream = 1;

    // Less than a frame may hold, so that the other side never has a size to complain of.
    private const int LongestPiece = 16_000;

    /// <summary>Sends a request and reads until its stream or the connection has ended, or nothing more comes.</summary>
    public static async Task<Heard> AskAsync(int port, string serverName, WebCase asked, string mark, TimeSpan silence, TimeSpan total)
    {
        await using var tls = await Http1Client.ConnectAsync(port, serverName, SslApplicationProtocol.Http2);
        if (tls.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
        {
            return new Heard("", [], IsClosed: true, "HTTP/2 is not offered");
        }

        var answer = new Answer();
        try
        {
            await tls.WriteAsync(Request(asked, mark));
            await ReadAsync(tls, answer, silence, total);
        }
        catch (Exception e) when (Http1Client.IsEnd(e))
        {
            answer.IsClosed = true;
        }

        return new Heard($"{answer.Fields}\r\n{answer.Body}", answer.Statuses, answer.IsClosed, answer.Note);
    }

    private static byte[] Request(WebCase asked, string mark)
    {
        // No dynamic table for the answers (RFC 7541 section 6.3), so that they can be read without one.
        var bytes = new List<byte>("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        bytes.AddRange(new Http2Frame(Http2Frame.Settings, 0, 0, [0, 1, 0, 0, 0, 0]).ToBytes());

        var isAlone = asked.Data is null && asked.Trailers is null;
        AddFields(bytes, asked.Fields.Select(field => new Field(Octets.Expand(field.Name, mark), Octets.Expand(field.Value, mark))), isAlone);
        if (asked.Data is { } data)
        {
            bytes.AddRange(new Http2Frame(Http2Frame.Data, asked.Trailers is null ? Http2Frame.EndOfStream : (byte)0, RequestStream, Octets.Of(Octets.Expand(data, mark))).ToBytes());
        }

        if (asked.Trailers is { } trailers)
        {
            AddFields(bytes, trailers, isLast: true);
        }

        return [.. bytes];
    }

    private static void AddFields(List<byte> bytes, IEnumerable<Field> fields, bool isLast)
    {
        var pieces = FieldBlock.Write(fields).Chunk(LongestPiece).DefaultIfEmpty([]).ToList();
        for (var i = 0; i < pieces.Count; i++)
        {
            var flags = (i == 0 && isLast ? Http2Frame.EndOfStream : 0) | (i == pieces.Count - 1 ? Http2Frame.EndOfHeaders : 0);
            bytes.AddRange(new Http2Frame(i == 0 ? Http2Frame.Headers : Http2Frame.Continuation, (byte)flags, RequestStream, pieces[i]).ToBytes());
        }
    }

    private static async Task ReadAsync(SslStream tls, Answer answer, TimeSpan silence, TimeSpan total)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var buffer = new byte[16 * 1024];
        var unread = new List<byte>();
        while (TimeProvider.System.GetElapsedTime(begun) < total)
        {
            while (Http2Frame.Take(unread) is { } frame)
            {
                if (frame.Type == Http2Frame.Settings && (frame.Flags & Http2Frame.Acknowledgement) == 0)
                {
                    await tls.WriteAsync(new Http2Frame(Http2Frame.Settings, Http2Frame.Acknowledgement, 0, []).ToBytes());
                }

                if (answer.Take(frame))
                {
                    return;
                }
            }

            using var limit = new CancellationTokenSource(silence, TimeProvider.System);
            int read;
            try
            {
                read = await tls.ReadAsync(buffer, limit.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (read == 0)
            {
                answer.IsClosed = true;
                return;
            }

            unread.AddRange(buffer.AsSpan(0, read));
        }
    }

    private sealed class Answer
    {
        public StringBuilder Fields { get; } = new();

        public StringBuilder Body { get; } = new();

        public List<int> Statuses { get; } = [];

        public string Note { get; private set; } = "";

        public bool IsClosed { get; set; }

        /// <summary>Takes a frame; true when nothing more is to be expected.</summary>
        public bool Take(Http2Frame frame)
        {
            switch (frame.Type)
            {
                case Http2Frame.Headers when frame.Stream == RequestStream:
                    foreach (var (name, value) in FieldBlock.Read(frame.Payload))
                    {
                        Fields.Append(CultureInfo.InvariantCulture, $"\r\n{name}: {value}");
                        if (name == ":status")
                        {
                            Statuses.Add(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0);
                        }
                    }

                    return (frame.Flags & Http2Frame.EndOfStream) != 0;
                case Http2Frame.Data when frame.Stream == RequestStream:
                    Body.Append(Encoding.Latin1.GetString(frame.Payload));
                    return (frame.Flags & Http2Frame.EndOfStream) != 0;
                case Http2Frame.Reset when frame.Stream == RequestStream:
                    Note = $"RST_STREAM {BinaryPrimitives.ReadUInt32BigEndian(frame.Payload)}";
                    return true;
                case Http2Frame.GoAway:
                    Note = $"GOAWAY {BinaryPrimitives.ReadUInt32BigEndian(frame.Payload.AsSpan(4))}";
                    return true;
                default:
                    return false;
            }
        }
    }
}
