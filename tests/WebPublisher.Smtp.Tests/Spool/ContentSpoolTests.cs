using System.Buffers;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Tests.Spool;

public sealed class ContentSpoolTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Files => _directory["spool"];

    [Fact]
    public void What_went_in_comes_out_whatever_the_pieces()
    {
        var area = Area(memory: 40_000);
        Prop.ForAll(ArbMap.Default.ArbFor<ushort[]>().Filter(sizes => sizes.Length < 12), sizes =>
        {
            var pieces = sizes.Select(size => RandomNumberGenerator.GetBytes(size % 30_000)).ToArray();
            var expected = pieces.SelectMany(p => p).ToArray();
            return Task.Run(async () =>
            {
                await using var spool = area.Open();
                foreach (var piece in pieces)
                {
                    await spool.AppendAsync(new ReadOnlySequence<byte>(piece), CancellationToken.None);
                }

                return spool.Length == expected.Length && spool.IsOnDisk == expected.Length > 40_000
                    && (await ReadAsync(spool)).AsSpan().SequenceEqual(expected) && (await ReadAsync(spool)).AsSpan().SequenceEqual(expected);
            }).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();
        Assert.Equal(0, area.MemoryInUse);
    }

    [Fact]
    public async Task Short_content_stays_in_memory_and_takes_little_of_it()
    {
        var area = Area(memory: 256 * 1024);
        await using (var spool = area.Open())
        {
            await AppendAsync(spool, 1000);
            Assert.False(spool.IsOnDisk);
            Assert.InRange(area.MemoryInUse, 1000, 16 * 1024);
        }

        Assert.Equal(0, area.MemoryInUse);
    }

    [Fact]
    public async Task Long_content_goes_to_a_file_that_has_no_name_and_gives_its_memory_back()
    {
        var area = Area(memory: 20_000);
        await using var spool = area.Open();
        await AppendAsync(spool, 15_000);
        await AppendAsync(spool, 15_000);
        Assert.True(spool.IsOnDisk);
        Assert.Equal(0, area.MemoryInUse);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Files));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Files));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OpenFile().Mode);
    }

    [Fact]
    public async Task The_file_is_closed_with_the_spool()
    {
        var area = Area(memory: 0);
        var spool = area.Open();
        await AppendAsync(spool, 10);
        Assert.NotNull(OpenFile().Path);
        await spool.DisposeAsync();
        await spool.DisposeAsync();
        Assert.Null(OpenFile().Path);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await AppendAsync(spool, 1));
    }

    [Fact]
    public async Task When_all_memory_is_taken_content_goes_to_files_at_once()
    {
        var area = Area(memory: 100_000, total: 32 * 1024);
        await using var first = area.Open();
        await AppendAsync(first, 20_000);
        await using var second = area.Open();
        await AppendAsync(second, 1);
        Assert.False(first.IsOnDisk);
        Assert.True(second.IsOnDisk);
        await first.DisposeAsync();
        await using var third = area.Open();
        await AppendAsync(third, 1);
        Assert.False(third.IsOnDisk);
    }

    [Fact]
    public async Task A_directory_that_fails_is_told_apart_from_every_other_trouble()
    {
        var area = Area(memory: 10);
        Directory.Delete(Files);
        await using var spool = area.Open();
        var failure = await Assert.ThrowsAsync<SpoolException>(async () => await AppendAsync(spool, 100));
        Assert.Contains(Files, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsFull);
    }

    [Fact]
    public async Task A_full_disk_is_recognised()
    {
        // A device that is always full stands in for a disk that is.
        await using var full = new FileStream("/dev/full", new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
        var cause = Record.Exception(() => full.Write([1, 2, 3]));
        Assert.True(new SpoolException("no room", cause!).IsFull);
    }

    [Fact]
    public void What_a_loss_of_power_left_is_deleted_at_the_start()
    {
        var left = _directory.Write("spool/0123.spool", "half a message");
        var other = _directory.Write("spool/README", "not ours");
        Area(memory: 10);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(other));
    }

    public void Dispose() => _directory.Dispose();

    private SpoolArea Area(int memory, long total = 1 << 30) => new(new SpoolOptions { Directory = Files, MemoryPerMessage = memory, TotalMemory = total });

    private static ValueTask AppendAsync(ContentSpool spool, int bytes) => spool.AppendAsync(new ReadOnlySequence<byte>(new byte[bytes]), CancellationToken.None);

    private static async Task<byte[]> ReadAsync(ContentSpool spool)
    {
        using var all = new MemoryStream();
        await using var source = spool.OpenRead();
        await source.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>The deleted file of this test that the process has open.</summary>
    private (string? Path, UnixFileMode Mode) OpenFile()
    {
        foreach (var handle in Directory.EnumerateFiles("/proc/self/fd"))
        {
            var target = new FileInfo(handle).LinkTarget;
            if (target?.StartsWith(Files, StringComparison.Ordinal) == true && target.EndsWith("(deleted)", StringComparison.Ordinal))
            {
                using var open = new FileStream(handle, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                return (target, File.GetUnixFileMode(open.SafeFileHandle));
            }
        }

        return (null, default);
    }
}
