using System.Text.Json;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.State;

public sealed class IpCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private readonly string _policy;

    public IpCommandTests()
    {
        _policy = MailSitePolicy.Write(_directory, "policy.yaml");

        // The policy's certificates are of today.
        _time.Advance(TimeProvider.System.GetUtcNow() - _time.GetUtcNow());
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_entry_is_made_listed_until_it_expires_listed_as_expired_and_removed()
    {
        var made = await RunAsync("ip", "allow", "192.168.1.100", "--expires", "30d", "--comment", "a partner");
        Assert.Equal($"entry 1: 192.168.1.100 is allowed until {_time.GetUtcNow().AddDays(30):u}\n", made.Output);
        Assert.Contains("connectionFilter", made.Error, StringComparison.Ordinal);

        Assert.Matches("1 +allow +192.168.1.100 .*a partner\n1 entry\n$", (await RunAsync("ip", "list")).Output);

        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal("0 entries\n", (await RunAsync("ip", "list")).Output);
        Assert.Contains("(expired)", (await RunAsync("ip", "list", "--expired")).Output, StringComparison.Ordinal);

        Assert.Equal("entry 1: 192.168.1.100 is no longer on the list allow\n", (await RunAsync("ip", "remove", "192.168.1.100")).Output);
        Assert.Equal("0 entries\n", (await RunAsync("ip", "list", "--expired")).Output);
    }

    [Fact]
    public async Task Entries_are_told_as_json()
    {
        await RunAsync("ip", "block", "198.51.100.0/24");

        using var allowed = JsonDocument.Parse((await RunAsync("ip", "allow", "192.0.2.1", "--json")).Output);
        Assert.Equal("entry 2: 192.0.2.1 is allowed until it is removed", allowed.RootElement[0].GetProperty("message").GetString());
        using var removed = JsonDocument.Parse((await RunAsync("ip", "remove", "192.0.2.1", "--json")).Output);
        Assert.True(removed.RootElement[0].GetProperty("done").GetBoolean());
        using var json = JsonDocument.Parse((await RunAsync("ip", "list", "--json")).Output);

        var entry = json.RootElement[0];
        Assert.Equal("block", entry.GetProperty("list").GetString());
        Assert.Equal("198.51.100.0-198.51.100.255", entry.GetProperty("addresses").GetString());
        Assert.Equal("operator", entry.GetProperty("origin").GetString());
        Assert.False(entry.GetProperty("expired").GetBoolean());
    }

    [Theory]
    [InlineData("'partner' is not an address, a network or a range such as 192.0.2.7", "ip", "allow", "partner")]
    [InlineData("'192.0.2.20-192.0.2.10' ends before it begins", "ip", "block", "192.0.2.20-192.0.2.10")]
    [InlineData("'soon' is neither a time such as 30d or 12h nor a moment", "ip", "allow", "192.0.2.1", "--expires", "soon")]
    [InlineData("is past", "ip", "allow", "192.0.2.1", "--expires", "2001-01-01")]
    [InlineData("'0s' is no time that an entry may hold", "ip", "allow", "192.0.2.1", "--expires", "0s")]
    [InlineData("a comment is one line", "ip", "allow", "192.0.2.1", "--comment", "two\nlines")]
    public async Task A_mistake_is_told_and_nothing_is_kept(string expected, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.PathOf("state")));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_removed_and_what_holds_it_is_named()
    {
        await RunAsync("ip", "block", "198.51.100.0/24");

        var run = await RunAsync("ip", "remove", "198.51.100.7");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("no entry is for 198.51.100.7; entry 1 is for 198.51.100.0-198.51.100.255, which holds it.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_state_is_told_in_a_sentence()
    {
        Directory.CreateDirectory(_directory.PathOf("state"));
        File.WriteAllText(_directory.PathOf("state/state.db"), new string('x', 8192));

        var run = await RunAsync("ip", "list");

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("state.db cannot be opened", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_decides_in_a_rehearsal_which_changes_nothing()
    {
        File.AppendAllText(_policy, "agents: [{ connectionFilter: {} }]\n");
        Assert.Contains("250 2.1.0", (await AskAsync()).Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.PathOf("state")));

        Assert.Empty((await RunAsync("ip", "block", "192.0.2.1")).Error);

        var refused = await AskAsync();
        Assert.Contains("550 5.7.1 External client with IP address 192.0.2.1", refused.Output, StringComparison.Ordinal);
        Assert.Contains("StoredBlockList", refused.Output, StringComparison.Ordinal);
    }

    private Task<CommandRun> AskAsync() => RunAsync("explain", "--smtp", "MAIL FROM:<ann@elsewhere.example> from 192.0.2.1");

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_time, [.. arguments, "--policy", _policy]);
}
