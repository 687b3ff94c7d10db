using System.Buffers;
using WebPublisher.Mail.Content;

namespace WebPublisher.Smtp.Spool;

/// <summary>Finds out about content that came by no session, or was written anew.</summary>
internal static class SpooledContent
{
    private const int ReadAtOnce = 16 * 1024;

    /// <summary>Counts and looks, from end to end.</summary>
    /// <param name="content">The content.</param>
    /// <param name="isBinary">Whether its body may hold any octets (RFC 3030).</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async ValueTask<ContentFacts> MeasureAsync(ContentSpool content, bool isBinary, CancellationToken cancellationToken)
    {
        var meter = new ContentMeter(ContentLimits.Default, isBinary);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadAtOnce);
        try
        {
            await using var source = content.OpenRead();
            int count;
            while ((count = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                meter.Examine(buffer.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return meter.Complete();
    }
}
