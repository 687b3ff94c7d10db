using System.Buffers;
using WebPublisher.Mail.Mime;

namespace WebPublisher.Mail.Messages;

/// <summary>Makes the digest of a message by one walk over its content.</summary>
public static class MessageDigester
{
    // What is shorter costs less than to hand it to another thread.
    private const long Short = 16 * 1024;
    private const int BufferSize = 32 * 1024;

    // Long messages take processors for long: one is always left for everybody else.
    private static readonly SemaphoreSlim s_long = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>
    /// Reads <paramref name="content"/> from where it stands to its end. The work of a long message, and of archives above all, is done on a thread of the pool, on all processors
    /// but one at most, and given up soon after cancellation.
    /// </summary>
    /// <param name="content">The message. Is not disposed of.</param>
    /// <param name="phrases">What is looked for in its text.</param>
    /// <param name="limits">How much is looked at.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="openArchiveHold">Opens an empty stream that holds one archive while it is opened; null holds it in memory.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The content cannot be read.</exception>
    public static Task<MessageDigest> DigestAsync(
        Stream content, IReadOnlyList<PhraseSet> phrases, MimeLimits limits, CancellationToken cancellationToken, Func<Stream>? openArchiveHold = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(phrases);
        ArgumentNullException.ThrowIfNull(limits);
        return content is { CanSeek: true } && content.Length - content.Position <= Short
            ? WalkAsync(content, phrases, limits, openArchiveHold, cancellationToken)
            : Task.Run(() => WalkLongAsync(content, phrases, limits, openArchiveHold, cancellationToken), cancellationToken);
    }

    private static async Task<MessageDigest> WalkLongAsync(
        Stream content, IReadOnlyList<PhraseSet> phrases, MimeLimits limits, Func<Stream>? openArchiveHold, CancellationToken cancellationToken)
    {
        await s_long.WaitAsync(cancellationToken);
        try
        {
            return await WalkAsync(content, phrases, limits, openArchiveHold, cancellationToken);
        }
        finally
        {
            s_long.Release();
        }
    }

    private static async Task<MessageDigest> WalkAsync(
        Stream content, IReadOnlyList<PhraseSet> phrases, MimeLimits limits, Func<Stream>? openArchiveHold, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var visitor = new DigestVisitor(phrases, cancellationToken);
            using var walker = new MimeWalker(limits, visitor, openArchiveHold);
            long size = 0;
            for (var count = 1; count > 0; size += count)
            {
                count = await content.ReadAsync(buffer, cancellationToken);
                walker.Write(buffer.AsSpan(0, count));
            }

            return visitor.Digest(walker.Complete(), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
