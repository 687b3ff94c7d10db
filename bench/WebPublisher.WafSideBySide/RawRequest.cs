using System.Net;
using System.Text;
using WebPublisher.Waf;

namespace WebPublisher.WafSideBySide;

/// <summary>A request as it is on the wire, taken apart, one character for each byte.</summary>
internal sealed class RawRequest
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.10");
    private static readonly IPAddress s_server = IPAddress.Parse("192.0.2.1");
    private readonly string[] _line;
    private readonly (string Name, string Value)[] _headers;
    private readonly byte[] _body;

    public RawRequest(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
        _line = lines[0].Split(' ');
        _headers = [.. lines.Skip(1).Select(Header)];
        _body = bytes[(end + 4)..].ToArray();
    }

    /// <summary>All five phases, with an answer that has a header and no body; as peer.c tells libmodsecurity3.</summary>
    public void Judge(Transaction transaction)
    {
        transaction.Connect(s_client, 40000, s_server, 443);
        transaction.SetRequest(_line[0], _line[1], _line[2]);
        foreach (var (name, value) in _headers)
        {
            transaction.AddRequestHeader(name, value);
        }

        transaction.JudgeRequestHeader();
        transaction.AppendRequestBody(_body);
        transaction.JudgeRequestBody(isWhole: true);
        transaction.SetResponse(200, "HTTP/1.1");
        transaction.AddResponseHeader("Content-Type", "text/html; charset=UTF-8");
        transaction.JudgeResponseHeader();
        transaction.JudgeResponseBody();
        transaction.Finish();
    }

    private static (string Name, string Value) Header(string line) => line.Split(": ", 2) is [var name, var value] ? (name, value) : throw new FormatException(line);
}
