using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>A client's HTTP/1.1 connection: what is sent is written out, what comes back is read answer by answer.</summary>
internal sealed class HttpWire : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    private HttpWire(TcpClient client, Stream stream) => (_client, _stream) = (client, stream);

    public static async Task<HttpWire> ConnectAsync(IPEndPoint endPoint)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(endPoint);
        return new HttpWire(client, client.GetStream());
    }

    /// <summary>Sends a GET with the given field lines.</summary>
    public Task GetAsync(string target, params string[] fields) => SendAsync(Request(target, fields));

    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().WaitAsync(s_patience, TimeProvider.System);

    /// <summary>Sends a GET and reads its answer.</summary>
    public async Task<HttpWireAnswer> AskAsync(string target, params string[] fields)
    {
        await GetAsync(target, fields);
        return await ReadAsync() ?? throw new IOException("the connection ended without an answer");
    }

    public static string Request(string target, params string[] fields) =>
        $"GET {target} HTTP/1.1\r\nHost: mail.example.test\r\n{string.Concat(fields.Select(field => $"{field}\r\n"))}\r\n";

    /// <summary>Reads one answer with a Content-Length or a switch of protocols; null when the connection ends, or is cut, before its first byte.</summary>
    public async Task<HttpWireAnswer?> ReadAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync())
            {
                return _filled == 0 ? null : throw new IOException("an answer broke off");
            }
        }

        var head = Encoding.Latin1.GetString(_buffer, 0, end);
        Consume(end + 4);
        var answer = new HttpWireAnswer(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, "");
        var length = int.Parse(answer.Field("Content-Length") ?? "0", CultureInfo.InvariantCulture);
        return answer with { Body = await ReadTextAsync(length) };
    }

    /// <summary>Reads so many characters.</summary>
    public async Task<string> ReadTextAsync(int length)
    {
        while (_filled < length)
        {
            if (!await FillAsync())
            {
                throw new IOException("an answer broke off");
            }
        }

        var text = Encoding.Latin1.GetString(_buffer, 0, length);
        Consume(length);
        return text;
    }

    /// <summary>Cuts the connection without a word.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, 0);
        _client.Close();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _stream.DisposeAsync();
    }

    private void Consume(int count)
    {
        Buffer.BlockCopy(_buffer, count, _buffer, 0, _filled - count);
        _filled -= count;
    }

    private async Task<bool> FillAsync()
    {
        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_filled)).AsTask().WaitAsync(s_patience, TimeProvider.System);
            _filled += read;
            return read > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

/// <summary>An answer as it came.</summary>
internal sealed record HttpWireAnswer(int Status, string Head, string Body)
{
    /// <summary>The value of the first field of this name, or null.</summary>
    public string? Field(string name) => Fields(name).FirstOrDefault();

    /// <summary>The values of all fields of this name.</summary>
    public IEnumerable<string> Fields(string name) => Head.Split("\r\n")
        .Where(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim());
}
