using System.Collections.Immutable;
using WebPublisher.Policy.Files;

namespace WebPublisher.Policy.Reload;

/// <summary>
/// Tells when the files of a policy have changed and come to rest. It looks at each file every time it is asked, through every link (certbot replaces links,
/// Kubernetes a linked directory): unlike change notification that works on network and overlay file systems and cannot overflow. It looks at no content; whether a
/// change means anything is told by the revision of the policy compiled from it. Not safe for concurrent use.
/// </summary>
internal sealed class FileWatch
{
    private ImmutableArray<string> _files = [];
    private FileStatus?[]? _loaded;
    private FileStatus?[]? _changing;

    /// <summary>Whether the files differ from when they were loaded, and are as they were when last asked: nobody is in the middle of writing them.</summary>
    public bool HasSettledChange()
    {
        var now = Look();
        if (_loaded is not null && now.AsSpan().SequenceEqual(_loaded))
        {
            _changing = null;
            return false;
        }

        var isSettled = _changing is not null && now.AsSpan().SequenceEqual(_changing);
        _changing = now;
        return isSettled;
    }

    /// <summary>Remembers how the files are. Called before they are read, so that a change made while they are read counts as one.</summary>
    public void Loading()
    {
        _loaded = Look();
        _changing = null;
    }

    /// <summary>
    /// Takes over the files that were read. How a file that is new among them was before it was read nobody knows: everything is loaded once more, to be sure.
    /// </summary>
    public void Loaded(ImmutableArray<string> files)
    {
        var sorted = files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        if (!sorted.AsSpan().SequenceEqual(_files.AsSpan()))
        {
            _files = sorted;
            _loaded = null;
        }
    }

    private FileStatus?[] Look() => [.. _files.Select(FileStatus.Of)];
}
