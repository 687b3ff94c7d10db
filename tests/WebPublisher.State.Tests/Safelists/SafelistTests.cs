using System.Text;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Safelists;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Safelists;

public sealed class SafelistTests : IDisposable
{
    private const string User = "user@adventure-works.com";

    private static readonly SafelistEntry[] Entries =
    [
        new(User, SafelistKind.SafeSender, "Friend@Fabrikam.com"),
        new(User, SafelistKind.SafeSender, "@contoso.com"),
        new(User, SafelistKind.SafeRecipient, "list@consolidatedmessenger.com"),
        new(User, SafelistKind.BlockedSender, "wingtiptoys.com"),
    ];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Entries_hold_for_addresses_and_domains_of_their_kind_in_any_case()
    {
        await using var store = StateStore.InMemory(new ManualTimeProvider());
        await store.Safelist.ImportAsync(Entries, replaces: false);

        Assert.True(store.Safelist.IsSafeSender("USER@adventure-works.com", "friend@fabrikam.COM"));
        Assert.True(store.Safelist.IsSafeSender(User, "anybody@contoso.com"));
        Assert.True(store.Safelist.IsSafeRecipient(User, "list@consolidatedmessenger.com"));
        Assert.True(store.Safelist.IsBlockedSender(User, "a@wingtiptoys.com"));
        Assert.False(store.Safelist.IsSafeSender(User, "stranger@fabrikam.com"));
        Assert.False(store.Safelist.IsSafeSender(User, "a@sub.contoso.com"));
        Assert.False(store.Safelist.IsSafeSender("other@adventure-works.com", "friend@fabrikam.com"));
        Assert.False(store.Safelist.IsBlockedSender(User, "friend@fabrikam.com"));
        Assert.False(store.Safelist.IsSafeSender(User, ""));
    }

    [Fact]
    public async Task An_import_adds_or_replaces_and_counts_what_is_new()
    {
        await using var store = TestState.Open(_directory);
        Assert.Equal(4, await store.Safelist.ImportAsync(Entries, replaces: false));
        Assert.Equal(1, await store.Safelist.ImportAsync([Entries[0], new(User, SafelistKind.SafeSender, "new@fabrikam.com")], replaces: false));
        Assert.Equal(3, store.Safelist.Counts[SafelistKind.SafeSender]);

        await store.Safelist.ImportAsync([Entries[3]], replaces: true);

        Assert.Equal(SafelistKind.BlockedSender, Assert.Single(store.Safelist.Counts).Key);
        Assert.False(store.Safelist.IsSafeSender(User, "friend@fabrikam.com"));
    }

    [Fact]
    public async Task Hashes_are_found_after_a_restart_and_no_file_shows_an_address()
    {
        await using (var store = TestState.Open(_directory))
        {
            await store.Safelist.ImportAsync(Entries, replaces: false);
            AssertSecret();
        }

        AssertSecret();
        await using var again = TestState.Open(_directory);
        Assert.True(again.Safelist.IsSafeSender(User, "friend@fabrikam.com"));

        void AssertSecret()
        {
            foreach (var file in Directory.EnumerateFiles(_directory.Path))
            {
                // Shared with the process that has it open.
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                var text = reader.ReadToEnd();
                Assert.DoesNotContain("fabrikam", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("contoso", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("adventure", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task Two_directories_have_different_hashes_for_one_entry()
    {
        await using var one = StateStore.InMemory(new ManualTimeProvider());
        using var elsewhere = new TemporaryDirectory();
        await using (var store = TestState.Open(_directory))
        await using (var other = TestState.Open(elsewhere))
        {
            await store.Safelist.ImportAsync([Entries[0]], replaces: false);
            await other.Safelist.ImportAsync([Entries[0]], replaces: false);
        }

        Assert.NotEqual(await File.ReadAllBytesAsync(_directory["state.db"]), await File.ReadAllBytesAsync(elsewhere["state.db"]));
    }

    [Fact]
    public async Task A_safelist_that_is_too_long_changes_nothing()
    {
        await using var store = StateStore.InMemory(new ManualTimeProvider());
        await store.Safelist.ImportAsync(Entries, replaces: false);
        store.Safelist.Maximum = 5;
        var many = Enumerable.Range(0, 2).Select(number => new SafelistEntry(User, SafelistKind.SafeSender, $"{number}@fabrikam.com")).ToArray();

        await Assert.ThrowsAsync<StateException>(() => store.Safelist.ImportAsync(many, replaces: false));

        Assert.Equal(4, store.Safelist.Counts.Values.Sum());
    }
}
