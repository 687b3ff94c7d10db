using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Tests.Holding;

public sealed class HoldStoreTests : IAsyncLifetime
{
    private static readonly HoldPolicy s_limits = new(TimeSpan.FromDays(30), 2, 100);

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private StateStore _state = null!;
    private HoldStore _store = null!;

    public Task InitializeAsync()
    {
        _state = StateStore.Open(new StateOptions { Directory = _directory.Path, Time = _time });
        _store = new HoldStore(_directory.Path, _state.Held, s_limits, _time, _log);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _state.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_message_is_whole_in_its_file_for_the_owner_alone_and_in_the_index()
    {
        var held = await KeepAsync("one", "Received: x\r\n", "Subject: y\r\n\r\nz\r\n");

        Assert.Equal("Received: x\r\nSubject: y\r\n\r\nz\r\n", await File.ReadAllTextAsync(_directory["held/one.eml"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory["held/one.eml"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory["held"]));
        Assert.Equal(30, held!.Size);
        Assert.Equal(held.Id, (await _state.Held.FindAsync("one"))!.Id);
    }

    [Theory]
    [InlineData(1, 90, 11)]
    [InlineData(2, 1, 1)]
    public async Task What_is_too_much_is_not_kept_and_leaves_no_file(int before, int size, int next)
    {
        for (var number = 0; number < before; number++)
        {
            Assert.NotNull(await KeepAsync($"{number}", "", new string('x', size)));
        }

        Assert.Null(await KeepAsync("next", "", new string('x', next)));

        Assert.False(File.Exists(_directory["held/next.eml"]));
        Assert.Equal(before, _state.Held.Totals.Messages);
    }

    [Fact]
    public async Task What_the_disk_does_not_take_is_not_kept()
    {
        _directory.Write("held", "a file where the directory should be");

        await Assert.ThrowsAnyAsync<IOException>(() => KeepAsync("one", "", "x"));

        Assert.Equal(0, _state.Held.Totals.Messages);
    }

    [Fact]
    public async Task What_the_index_does_not_take_leaves_no_file()
    {
        await KeepAsync("one", "", "x");
        await _state.DisposeAsync();

        await Assert.ThrowsAsync<StateException>(() => KeepAsync("two", "", "x"));

        Assert.Equal(["one.eml"], Directory.EnumerateFiles(_directory["held"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_client_that_is_gone_leaves_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => KeepAsync("one", "", "x", gone.Token));

        Assert.Empty(Directory.EnumerateFiles(_directory["held"]));
    }

    [Fact]
    public async Task Files_that_no_index_knows_are_deleted_at_the_start()
    {
        await KeepAsync("known", "", "x");
        _directory.Write("held/unknown.eml", "the client had no 250");

        await _store.RecoverAsync();

        Assert.Equal(["known.eml"], Directory.EnumerateFiles(_directory["held"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_waits_too_long_is_deleted_and_the_log_says_so()
    {
        await KeepAsync("old", "", "x");
        _time.Advance(TimeSpan.FromDays(30));
        await KeepAsync("new", "", "x");
        await _store.SweepAsync();
        Assert.Equal(2, _state.Held.Totals.Messages);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _store.SweepAsync();

        Assert.Equal("new", Assert.Single(await _state.Held.ListAsync()).Reference);
        Assert.Equal(["new.eml"], Directory.EnumerateFiles(_directory["held"]).Select(Path.GetFileName));
        Assert.Equal(1, _log.Count(3803));
    }

    [Fact]
    public async Task A_message_deleted_is_gone_from_the_index_and_the_disk()
    {
        var held = (await KeepAsync("one", "", "x"))!;

        Assert.True(await _store.DeleteAsync(held));
        Assert.False(await _store.DeleteAsync(held));

        Assert.Empty(Directory.EnumerateFiles(_directory["held"]));
        Assert.Null(await _state.Held.FindAsync("one"));
    }

    private async Task<HeldMessage?> KeepAsync(string reference, string header, string content, CancellationToken cancellation = default)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(content));
        return await _store.KeepAsync(Message(reference), Encoding.Latin1.GetBytes(header), stream, cancellation);
    }

    private HeldMessage Message(string reference) => new()
    {
        Reference = reference,
        Received = _time.GetUtcNow(),
        Connector = "internet",
        Client = "192.0.2.1",
        Sender = "",
        Recipients = [new HeldRecipient("bob@example.com")],
        Agent = "test",
        Reason = "Tested",
        Size = 0,
    };
}
