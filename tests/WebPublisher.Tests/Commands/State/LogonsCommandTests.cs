using System.Text.Json;
using WebPublisher.Commands;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Logons;

namespace WebPublisher.Tests.Commands.State;

public sealed class LogonsCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly string _policy;

    public LogonsCommandTests()
    {
        _policy = MailSitePolicy.Write(_directory, "policy.yaml");

        // The policy's certificates are of today.
        _time.Advance(TimeProvider.System.GetUtcNow() - _time.GetUtcNow());
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Locks_are_listed_until_they_end_or_are_released()
    {
        var until = await LockAsync();

        var listed = (await RunAsync("logons", "list")).Output;
        Assert.Matches($@"1 +user +[0-9a-f]{{8}} +192\.0\.2\.0/24 +5 .*{until:u}", listed);
        Assert.Matches(@"2 +network +\(not known devices\) +198\.51\.100\.0/24 +20 ", listed);
        Assert.EndsWith("2 locks\n", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", listed, StringComparison.Ordinal);

        Assert.Equal("lock 2: devices that are not known at 198.51.100.0/24 may log on again\n", (await RunAsync("logons", "release", "2")).Output);
        Assert.EndsWith("1 lock\n", (await RunAsync("logons", "list")).Output, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("0 locks\n", (await RunAsync("logons", "list")).Output);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData(@"CORP\Ann")]
    public async Task A_user_is_looked_up_by_name(string name)
    {
        await LockAsync();

        using var json = JsonDocument.Parse((await RunAsync("logons", "list", "--user", name, "--json")).Output);
        var entry = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(("user", "192.0.2.0/24", 5), (entry.GetProperty("kind").GetString(), entry.GetProperty("network").GetString(), entry.GetProperty("failures").GetInt32()));
        Assert.Equal("0 locks\n", (await RunAsync("logons", "list", "--user", "bob")).Output);

        Assert.Matches("^lock 1: user [0-9a-f]{8} at 192.0.2.0/24 may log on again\n$", (await RunAsync("logons", "release", "--user", name)).Output);
        var again = await RunAsync("logons", "release", "--user", name);
        Assert.Equal((ExitCode.Failed, "webpublisher: no lock is for this user.\n"), (again.Code, again.Error));
    }

    [Fact]
    public async Task What_does_not_hold_is_said_and_nothing_is_released_by_mistake()
    {
        await LockAsync();

        var missing = await RunAsync("logons", "release", "1", "7");
        Assert.Equal((ExitCode.Failed, "webpublisher: no lock holds by the number 7.\n"), (missing.Code, missing.Error));
        Assert.StartsWith("lock 1:", missing.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await RunAsync("logons", "release")).Code);
        Assert.Equal(ExitCode.Usage, (await RunAsync("logons", "release", "2", "--user", "ann")).Code);
        Assert.EndsWith("1 lock\n", (await RunAsync("logons", "list")).Output, StringComparison.Ordinal);
    }

    private async Task<DateTimeOffset> LockAsync()
    {
        var (now, until) = (_time.GetUtcNow(), _time.GetUtcNow().AddMinutes(15));
        await using var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state"), Time = _time });
        state.LogonLocks.TryAdd(new LogonLock(0, 11, LogonLockKind.User, LogonGuard.HashesOf(state, "ann").Single(), "192.0.2.0/24", 5, now, until));
        await state.LogonLocks.FlushAsync();
        state.LogonLocks.TryAdd(new LogonLock(0, 12, LogonLockKind.Network, 0, "198.51.100.0/24", 20, now, until));
        return until;
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_time, [.. arguments, "--policy", _policy]);
}
