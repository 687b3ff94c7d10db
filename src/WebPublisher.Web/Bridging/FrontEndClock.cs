using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.FrontEnds;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>What time it is at a front end, by the Date of its answer to <c>HEAD /</c>.</summary>
public static class FrontEndClock
{
    // The fields of an answer have at most so many octets until Date; it is usually among the first.
    private const int LongestHead = 16 * 1024;

    /// <summary>Asks a server of a farm, over a connection made as live traffic makes it.</summary>
    /// <returns>Its time in whole seconds, taken as their middle; null when it says none.</returns>
    /// <exception cref="FrontEndConnectionException">No connection came about.</exception>
    /// <exception cref="IOException">It broke.</exception>
    public static async Task<DateTimeOffset?> AskAsync(FrontEndFarm farm, BridgingMode bridging, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        var (socket, stream) = await new FrontEndConnector(FrontEndChannel.Of(farm, bridging), time, NullLogger.Instance).ConnectAsync(new DnsEndPoint(server.Host, server.Port), cancellation);
        using (socket)
        await using (stream)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HEAD / HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: close\r\n\r\n"), cancellation);
            return DateOf(await ReadHeadAsync(stream, cancellation));
        }
    }

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new byte[LongestHead];
        var length = 0;
        while (length < head.Length && head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(head.AsMemory(length), cancellation);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        var end = head.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        return Encoding.Latin1.GetString(head, 0, end < 0 ? length : end);
    }

    private static DateTimeOffset? DateOf(string head)
    {
        var line = head.Split("\r\n").FirstOrDefault(field => field.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
        return line is not null && DateTimeOffset.TryParseExact(line["Date:".Length..].Trim(), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.AddSeconds(0.5)
            : null;
    }
}
