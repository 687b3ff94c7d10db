using System.Buffers;
using WebPublisher.Mail.Mime.Structure;

namespace WebPublisher.Mail.Mime;

/// <summary>
/// Walks over a message while its octets pass, in pieces of any size, and tells a visitor what it holds. What is found does not depend on where the pieces are cut.
/// Memory is bounded by <see cref="MimeLimits"/> and time is linear in the size; no input makes it throw. One walker per message; not thread-safe.
/// </summary>
/// <remarks>
/// Reads a message as tolerantly as mail clients do, so that what any of them would show is looked at, and tells as a finding wherever they disagree.
/// Line ends may be CRLF or LF.
/// </remarks>
public sealed class MimeWalker : IDisposable
{
    private readonly WalkContext _context;
    private readonly LineCutter _lines;
    private MimeSummary? _summary;

    /// <summary>Begins a walk.</summary>
    /// <param name="limits">How much is looked at.</param>
    /// <param name="visitor">Is told what there is.</param>
    /// <param name="openArchiveHold">
    /// Opens an empty stream, to be written, then read with seeking, that holds one archive while it is opened; null holds it in memory. At most one is open for
    /// each level of nested archives.
    /// </param>
    public MimeWalker(MimeLimits limits, MimeVisitor visitor, Func<Stream>? openArchiveHold = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(visitor);
        _context = new WalkContext(limits, visitor, openArchiveHold ?? (() => new MemoryStream()));
        _lines = new LineCutter(new EntityReader(_context, parent: null, depth: 0));
    }

    /// <summary>Walks over a whole message in memory.</summary>
    public static MimeSummary Walk(ReadOnlySequence<byte> message, MimeLimits limits, MimeVisitor visitor)
    {
        using var walker = new MimeWalker(limits, visitor);
        foreach (var segment in message)
        {
            walker.Write(segment.Span);
        }

        return walker.Complete();
    }

    /// <summary>Takes the next octets of the message.</summary>
    /// <exception cref="InvalidOperationException">The message was complete.</exception>
    public void Write(ReadOnlySpan<byte> octets)
    {
        if (_summary is not null)
        {
            throw new InvalidOperationException("The message is complete.");
        }

        _lines.Write(octets);
    }

    /// <summary>Ends the message; what is open in it ends with it.</summary>
    public MimeSummary Complete()
    {
        if (_summary is null)
        {
            _lines.Complete();
            _summary = _context.Summarize();
        }

        return _summary;
    }

    /// <summary>Gives back what is held.</summary>
    public void Dispose() => _lines.Dispose();
}
