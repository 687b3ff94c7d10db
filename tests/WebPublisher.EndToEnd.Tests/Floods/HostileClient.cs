using System.Net.Security;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.EndToEnd.Tests.Floods;

/// <summary>One connection of a flood: sends for as long as it is let, and reads what comes.</summary>
internal static class HostileClient
{
    /// <summary>Floods until it is cut or time is up.</summary>
    /// <returns>How long after its first frame it was cut or told to go away, or null.</returns>
    public static async Task<TimeSpan?> FloodAsync(FloodedEdge edge, Flood flood, CancellationToken timeIsUp)
    {
        await using var tls = await edge.ConnectAsync(SslApplicationProtocol.Http2);
        var begun = TimeProvider.System.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeIsUp);
        var cut = WaitForEndAsync(tls, end.Token);
        try
        {
            await tls.WriteAsync(flood.Hello, end.Token);
            foreach (var batch in flood.Batches())
            {
                // Who has told it to go away may read no more of what it sends.
                var writing = tls.WriteAsync(batch, end.Token).AsTask();
                if (await Task.WhenAny(writing, cut) == cut)
                {
                    break;
                }

                await writing;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It is cut, or time is up: the reader knows.
        }

        return await cut ? TimeProvider.System.GetElapsedTime(begun) : null;
    }

    private static async Task<bool> WaitForEndAsync(SslStream tls, CancellationToken timeIsUp)
    {
        var head = new byte[9];
        try
        {
            while (true)
            {
                await tls.ReadExactlyAsync(head, timeIsUp);
                await tls.ReadExactlyAsync(new byte[(head[0] << 16) | (head[1] << 8) | head[2]], timeIsUp);
                if (head[3] == Http2Bytes.GoAway)
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
