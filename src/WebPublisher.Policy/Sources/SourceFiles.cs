using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Files;

namespace WebPublisher.Policy.Sources;

/// <summary>
/// Everything one load depends on: reads files within bounds, remembers their paths (also of those that could not be read: they may appear) and digests their
/// content to the policy's revision.
/// </summary>
internal sealed class SourceFiles : IDisposable
{
    private readonly SortedSet<string> _watched = new(StringComparer.Ordinal);
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Absolute paths of every file read and every directory searched.</summary>
    public ImmutableArray<string> Watched => [.. _watched];

    /// <summary>Twelve hexadecimal digits over all content read so far.</summary>
    public string Revision => Convert.ToHexStringLower(_digest.GetCurrentHash())[..12];

    /// <summary>Notes that the load depends on a file or directory that something else reads.</summary>
    public void Watch(string fullPath) => _watched.Add(fullPath);

    /// <summary>Reads a whole file, or reports at <paramref name="location"/> why it cannot be read.</summary>
    /// <param name="fullPath">Absolute path.</param>
    /// <param name="maximum">Longest file accepted, in bytes.</param>
    /// <param name="location">Where the file is named; null when the operator named it on the command line.</param>
    /// <param name="diagnostics">Receives the error.</param>
    public byte[]? Read(string fullPath, int maximum, SourceLocation? location, DiagnosticList diagnostics) =>
        Read(fullPath, maximum, location, isPrivate: false, diagnostics);

    /// <summary>As <see cref="Read(string, int, SourceLocation?, DiagnosticList)"/>, for a file that nobody but its owner, or one group of this process, may read.</summary>
    /// <inheritdoc cref="Read(string, int, SourceLocation?, DiagnosticList)"/>
    public byte[]? ReadPrivate(string fullPath, int maximum, SourceLocation location, DiagnosticList diagnostics) =>
        Read(fullPath, maximum, location, isPrivate: true, diagnostics);

    /// <summary>Adds to the digest what is read elsewhere; content that cannot be read is reported by who needs it.</summary>
    public void DigestOf(string fullPath, int maximum) => Read(fullPath, maximum, location: null, new DiagnosticList());

    /// <summary>Adds content to the digest, separated from what precedes it by its length.</summary>
    public void Digest(ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, content.Length);
        _digest.AppendData(length);
        _digest.AppendData(content);
    }

    /// <inheritdoc/>
    public void Dispose() => _digest.Dispose();

    private byte[]? Read(string fullPath, int maximum, SourceLocation? location, bool isPrivate, DiagnosticList diagnostics)
    {
        _watched.Add(fullPath);
        var display = SourcePath.Display(fullPath);
        var place = location ?? new SourceLocation(display, 1, 1);
        var success = isPrivate
            ? BoundedFile.TryReadPrivate(fullPath, maximum, out var content, out var problem)
            : BoundedFile.TryRead(fullPath, maximum, out content, out problem);
        if (!success)
        {
            diagnostics.Error(place, display + problem![fullPath.Length..]);
            return null;
        }

        Digest(content);
        return content;
    }
}
