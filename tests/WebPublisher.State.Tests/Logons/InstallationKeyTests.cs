using WebPublisher.Policy.Tests;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Logons;

public sealed class InstallationKeyTests
{
    [Fact]
    public async Task Hashes_are_the_same_after_a_restart_and_other_ones_elsewhere()
    {
        using var directory = new TemporaryDirectory();
        using var elsewhere = new TemporaryDirectory();
        UInt128 hash;
        await using (var store = TestState.Open(directory))
        {
            hash = store.Key.Hash(1, "ann"u8);
            Assert.NotEqual(hash, store.Key.Hash(2, "ann"u8));
            Assert.NotEqual(hash, store.Key.Hash(1, "bob"u8));
            Assert.NotEqual(UInt128.Zero, store.Key.Hash(1, new byte[10_000]));
        }

        await using var again = TestState.Open(directory);
        await using var other = TestState.Open(elsewhere);
        Assert.Equal(hash, again.Key.Hash(1, "ann"u8));
        Assert.NotEqual(hash, other.Key.Hash(1, "ann"u8));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory["state.db"]));
    }
}
