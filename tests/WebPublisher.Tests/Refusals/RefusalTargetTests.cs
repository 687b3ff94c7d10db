using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations;
using WebPublisher.Publishing;
using WebPublisher.Refusals;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Refusals;

public sealed class RefusalTargetTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLog<Publisher> _log = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_directory_that_can_be_made_is_taken_and_nothing_is_left_in_it()
    {
        var target = new RefusalTarget(_log);

        target.Follow(Policy("state/refusals"));

        Assert.Equal(_directory.PathOf("state/refusals"), target.Current?.Directory);
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Root));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void One_that_cannot_is_warned_of_once_and_left_alone_until_another_policy()
    {
        _directory.Write("file", "in the way");
        var target = new RefusalTarget(_log);

        target.Follow(Policy("file/refusals"));
        Assert.Null(target.Current);
        target.Follow(Policy("state"));
        Assert.NotNull(target.Current);

        var entry = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Contains("Refusals are not kept for 'webpublisher explain': ", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_the_log_switches_it_off()
    {
        var target = new RefusalTarget(_log);
        target.Follow(Policy("state"));

        target.Follow(new LoggingPolicy(null, FrozenSet<string>.Empty));

        Assert.Null(target.Current);
    }

    private LoggingPolicy Policy(string name) =>
        new(null, FrozenSet<string>.Empty) { RefusalLog = new RotatingLogPolicy(_directory.PathOf(name), 10_000_000, 250_000_000, TimeSpan.FromDays(30)) };
}
