using System.Collections.Concurrent;
using WebPublisher.Smtp.Directories;

namespace WebPublisher.Smtp.Tests.Directories;

/// <summary>A directory that notes what it is asked, and knows what a test tells it.</summary>
internal sealed class ScriptedDirectory(Func<string, bool> exists) : IDirectory
{
    private readonly ConcurrentQueue<string> _asked = new();

    public string[] Asked => [.. _asked];

    public ValueTask<bool> ExistsAsync(string address, CancellationToken cancellation)
    {
        _asked.Enqueue(address);
        return new(exists(address));
    }
}
