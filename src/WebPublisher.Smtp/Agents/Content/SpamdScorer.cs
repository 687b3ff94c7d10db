using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>Asks a spamd by the protocol of spamc (SYMBOLS: the verdict and the names of the rules that hit).</summary>
internal sealed class SpamdScorer(SpamdAddress address) : IExternalScorer
{
    private const int LongestAnswer = 64 * 1024;

    public async ValueTask<ExternalScore> ScoreAsync(ScorerQuestion question, CancellationToken cancellation)
    {
        var isUnix = address.EndPoint.AddressFamily == AddressFamily.Unix;
        using var socket = new Socket(address.EndPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.EndPoint, cancellation);
            await using var stream = new NetworkStream(socket);
            await AskAsync(stream, question, cancellation);
            socket.Shutdown(SocketShutdown.Send);
            return SpamdAnswer.Parse(await ReadAsync(stream, cancellation));
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new ScorerException($"spamd at {address}: {e.Message}", e);
        }
    }

    private static async Task AskAsync(NetworkStream stream, ScorerQuestion question, CancellationToken cancellation)
    {
        // spamd looks for the client in the topmost trace field, which is not there before the message goes on.
        var trace = question.TraceField();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"SYMBOLS SPAMC/1.5\r\nContent-length: {question.Length + trace.Length}\r\n\r\n"), cancellation);
        await stream.WriteAsync(trace, cancellation);
        await using var content = question.Open();
        await content.CopyToAsync(stream, cancellation);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var read)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
