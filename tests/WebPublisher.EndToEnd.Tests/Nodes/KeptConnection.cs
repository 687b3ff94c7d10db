using System.Globalization;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>An HTTP/1.1 connection that is kept as long as the server does. It repeats nothing.</summary>
/// <param name="stream">The connection, under TLS.</param>
internal sealed class KeptConnection(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Whether the last answer said that it was the connection's last.</summary>
    public bool IsAnnouncedClosed { get; private set; }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <param name="head">The request line and fields, without the empty line at the end.</param>
    /// <param name="body">The body; empty for none.</param>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">There was no answer, or it broke off.</exception>
    public async Task<int> AskAsync(string head, byte[] body)
    {
        var length = body.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}{length}\r\n"));
        if (body.Length > 0)
        {
            await stream.WriteAsync(body);
        }

        var filled = 0;
        int end;
        while ((end = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            filled += await ReadAsync(filled, "no answer");
        }

        var answer = Encoding.Latin1.GetString(_buffer, 0, end).Split("\r\n");
        IsAnnouncedClosed = answer.Any(line => line.Equals("Connection: close", StringComparison.OrdinalIgnoreCase));
        var left = LengthOf(answer) - (filled - end - 4);
        while (left > 0)
        {
            left -= await ReadAsync(0, "an answer broke off");
        }

        return int.Parse(answer[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
    }

    private static int LengthOf(IEnumerable<string> answer) => answer.FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)) is { } field
        ? int.Parse(field.AsSpan("Content-Length: ".Length), CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"an answer without a length: {string.Join(" | ", answer)}");

    private async Task<int> ReadAsync(int at, string otherwise)
    {
        var read = await stream.ReadAsync(_buffer.AsMemory(at));
        return read > 0 ? read : throw new IOException(otherwise);
    }
}
