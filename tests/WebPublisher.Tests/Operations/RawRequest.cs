using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Tests.Operations;

/// <summary>A request as it goes over the wire, and all that comes back.</summary>
internal static class RawRequest
{
    /// <summary>Sends a request with <c>Connection: close</c> and reads until the server closes.</summary>
    /// <param name="to">Where.</param>
    /// <param name="head">Request line and fields, each with its line break.</param>
    /// <param name="body">What follows.</param>
    public static async Task<string> SendAsync(IPEndPoint to, string head, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(to.Address, to.Port);
        return await SendAsync(client.GetStream(), head, body);
    }

    /// <summary>The same on a stream.</summary>
    public static async Task<string> SendAsync(Stream stream, string head, string body = "")
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}Connection: close\r\n{(body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "")}\r\n{body}"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>What follows the header of an answer.</summary>
    public static string BodyOf(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
