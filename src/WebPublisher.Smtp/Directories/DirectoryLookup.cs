using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Directories;

namespace WebPublisher.Smtp.Directories;

/// <summary>Asks a directory whether mail addresses exist: its servers in order, a bounded number of questions at a time. Thread-safe.</summary>
internal sealed class DirectoryLookup(DirectoryPolicy policy, TimeProvider time, ILogger logger) : IDirectory
{
    private readonly ImmutableArray<DirectoryServer> _servers = [.. policy.Servers.Select(server => new DirectoryServer(policy, server, time, logger))];

    // A question writes before it is asked, and waits while there is no room.
    private readonly Channel<bool> _places = Channel.CreateBounded<bool>(policy.Connections);

    /// <inheritdoc/>
    public async ValueTask<bool> ExistsAsync(string address, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        await EnterAsync(cancellation);
        try
        {
            for (var i = 0; ; i++)
            {
                // What is left of the time is shared by the servers that are left, so that one that does not answer leaves some to the next.
                var share = (policy.Timeout - time.GetElapsedTime(begun)) / (_servers.Length - i);
                if (share <= TimeSpan.Zero)
                {
                    throw new DirectoryException("no time was left");
                }

                try
                {
                    return await _servers[i].ExistsAsync(address, share, cancellation);
                }
                catch (DirectoryException) when (i + 1 < _servers.Length)
                {
                    // The next may know; what happened to this one is in the log.
                }
            }
        }
        finally
        {
            _places.Reader.TryRead(out _);
        }
    }

    private async ValueTask EnterAsync(CancellationToken cancellation)
    {
        using var clock = new CancellationTokenSource(policy.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        try
        {
            await _places.Writer.WriteAsync(true, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new DirectoryException($"{policy.Connections} questions are under way and none was answered in time", e);
        }
    }
}
