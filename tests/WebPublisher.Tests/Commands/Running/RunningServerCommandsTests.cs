using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Administration.Entries;
using WebPublisher.Commands;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Publishing;
using WebPublisher.Smtp.Holding;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.State.Held;
using WebPublisher.State.Logons;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Logons;

namespace WebPublisher.Tests.Commands.Running;

/// <summary>Commands that ask the server that runs, at one that does, over its socket.</summary>
public sealed class RunningServerCommandsTests : IDisposable
{
    // A client of whom nothing was served, two requests were refused and none failed.
    private const string Twice = @"127\.0\.0\.1 +0 +2 +0\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _client = new();
    private readonly RecordedLog<RunningServerCommandsTests> _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly string _policy;

    public RunningServerCommandsTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(new RecordedLogProvider(_log)));
        _policy = _directory.Write("policy.yaml", """
            version: 1
            server: { name: EDGE01, fqdn: mail.example.com }
            operations: { listen: off }
            listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
            acceptedDomains: [{ name: example.com }]
            receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"] }]
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:9"], tls: off }]

            """);
    }

    public void Dispose()
    {
        _loggers.Dispose();
        _client.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("top")]
    [InlineData("tail")]
    [InlineData("reload")]
    [InlineData("drain")]
    public async Task Where_none_runs_the_exit_code_says_so(string command)
    {
        var run = await RunAsync(command);

        Assert.Equal(ExitCode.NotRunning, run.Code);
        Assert.Equal($"webpublisher: no server runs here: nothing answers in {_directory.PathOf("state/control")}.\n", run.Error);
    }

    [Fact]
    public async Task Status_tells_of_everything_and_json_has_each_process()
    {
        await using var publisher = await StartAsync();

        var run = await RunAsync("status");
        using var json = JsonDocument.Parse((await RunAsync("status", "--json")).Output);

        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Error));
        Assert.Matches(@"^EDGE01  webpublisher \S+  web and smtp  ready\nrunning for \d+ s, since ", run.Output);
        Assert.Matches(@"plain +127\.0\.0\.1:\d+ +http +0\n", run.Output);
        Assert.Matches(@"hub +127\.0\.0\.1:9 +available", run.Output);
        Assert.Contains($"Policy {publisher.Policy.Revision} of {_policy}", run.Output, StringComparison.Ordinal);
        var only = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(("EDGE01", true), (only.GetProperty("node").GetString(), only.GetProperty("readiness").GetProperty("isReady").GetBoolean()));
    }

    [Fact]
    public async Task Status_finds_the_server_though_its_policy_has_errors_now_and_by_its_state_directory_where_the_file_is_no_policy()
    {
        await using var publisher = await StartAsync();

        File.AppendAllText(_policy, "nonsense: 1\n");
        Assert.Equal(ExitCode.Ok, (await RunAsync("status")).Code);

        File.WriteAllText(_policy, "{");
        var blind = await RunAsync("status");
        Assert.Equal(ExitCode.PolicyErrors, blind.Code);
        Assert.Contains("name it with --state DIR", blind.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, (await RunAsync("status", "--state", _directory.PathOf("state"))).Code);
    }

    [Fact]
    public async Task Two_processes_with_a_half_each_are_shown_both_or_the_one_that_is_asked_for()
    {
        await using var web = await StartAsync(PublisherParts.Web);
        await using var smtp = await StartAsync(PublisherParts.Smtp);

        Assert.Equal(["web", "smtp"], Halves((await RunAsync("status", "--json")).Output));
        Assert.Equal(["smtp"], Halves((await RunAsync("status", "--only", "smtp", "--json")).Output));
    }

    [Fact]
    public async Task Top_counts_decisions_by_client_and_reason()
    {
        await using var publisher = await StartAsync();
        await AskAsync(publisher);
        await AskAsync(publisher);

        // A decision is noted a moment after its answer.
        var run = await RunAsync("top");
        for (var begun = TimeProvider.System.GetTimestamp(); !Regex.IsMatch(run.Output, Twice) && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(60);)
        {
            run = await RunAsync("top");
        }

        using var json = JsonDocument.Parse((await RunAsync("top", "--json")).Output);

        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Error));
        Assert.Matches(Twice, run.Output);
        Assert.Contains("Reason of refusal", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, json.RootElement.GetProperty("clients")[0].GetProperty("refused").GetInt64());
    }

    [Fact]
    public async Task Reload_tells_what_came_of_it_and_all_errors_as_check_does()
    {
        await using var publisher = await StartAsync();
        var before = publisher.Policy.Revision;
        Assert.Equal((ExitCode.Ok, $"all: revision {before}: unchanged\n"), Outcome(await RunAsync("reload")));

        File.AppendAllText(_policy, "nonsense: 1\nmore: 2\n");
        var refused = await RunAsync("reload");
        Assert.Equal(ExitCode.PolicyErrors, refused.Code);
        Assert.Contains("unknown key 'nonsense'", refused.Output, StringComparison.Ordinal);
        Assert.Contains("unknown key 'more'", refused.Output, StringComparison.Ordinal);
        Assert.Matches(@"policy\.yaml:\d+:1: ", refused.Output);
        Assert.Equal(before, publisher.Policy.Revision);
    }

    [Fact]
    public async Task Addresses_are_changed_by_the_server_itself_with_the_words_of_a_change_without_one()
    {
        await using var publisher = await StartAsync();

        Assert.Equal((ExitCode.Ok, "entry 1: 198.51.100.7 is blocked until it is removed\n"), Outcome(await RunAsync("ip", "block", "198.51.100.7")));

        using var listed = JsonDocument.Parse((await RunAsync("ip", "list", "--json")).Output);
        Assert.Equal("198.51.100.7", listed.RootElement[0].GetProperty("addresses").GetString());

        Assert.Equal((ExitCode.Ok, "entry 1: 198.51.100.7 is no longer on the list block\n"), Outcome(await RunAsync("ip", "remove", "198.51.100.7")));
        var again = await RunAsync("ip", "remove", "198.51.100.7");
        Assert.Equal((ExitCode.Failed, "webpublisher: no entry is for 198.51.100.7.\n"), (again.Code, again.Error));

        // The server's log says who did it.
        Assert.Contains(_log.Entries, entry => entry.Id == 5120 && entry.Text.EndsWith("entry 1: 198.51.100.7 is blocked until it is removed", StringComparison.Ordinal));
        Assert.Contains(_log.Entries, entry => entry.Id == 5120 && entry.Text.EndsWith("entry 1: 198.51.100.7 is no longer on the list block", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Locks_are_released_by_the_server_itself()
    {
        await using (var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state") }))
        {
            var now = TimeProvider.System.GetUtcNow();
            state.LogonLocks.TryAdd(new LogonLock(0, 11, LogonLockKind.User, LogonGuard.HashesOf(state, "ann").Single(), "192.0.2.0/24", 5, now, now.AddMinutes(15)));
        }

        await using var publisher = await StartAsync();

        var released = await RunAsync("logons", "release", "--user", "ann");

        Assert.Equal(("", ExitCode.Ok), (released.Error, released.Code));
        Assert.Matches("^lock 1: user [0-9a-f]{8} at 192.0.2.0/24 may log on again\n$", released.Output);
        Assert.Contains(_log.Entries, entry => entry.Id == 5120 && entry.Text.Contains("lock 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_are_the_running_servers_and_read_as_without_one()
    {
        await using (var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state") }))
        {
            var now = TimeProvider.System.GetUtcNow();
            state.LogonLocks.TryAdd(new LogonLock(0, 11, LogonLockKind.MailUser, LogonGuard.HashesOf(state, "ann").Single(), "any", 10, now, now.AddMinutes(15)));
            state.LogonLocks.TryAdd(new LogonLock(0, 12, LogonLockKind.Network, 0, "198.51.100.0/24", 20, now, now.AddMinutes(16)));
            await state.Addresses.AddAsync(AddressListKind.Block, new AddressRange(IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.7")), null, null, EntryOrigin.Reputation);
            await state.Addresses.AddAsync(AddressListKind.Allow, new AddressRange(IPAddress.Parse("192.0.2.8"), IPAddress.Parse("192.0.2.8")), now.AddDays(30), "a partner", EntryOrigin.Operator);
            await HoldAsync(state, "REF-1", "ann@example.org");
            await HoldAsync(state, "REF-2", "");
        }

        string[][] commands =
        [
            ["ip", "list"], ["ip", "list", "--expired", "--json"], ["logons", "list"], ["logons", "list", "--json"], ["logons", "list", "--user", "ann", "--json"],
            ["hold", "list", "--all"], ["hold", "list", "--json"], ["hold", "show", "1", "REF-2"], ["hold", "show", "REF-2", "--json"], ["hold", "show", "no"],
        ];
        var before = await RunAllAsync();
        Assert.Contains("mailUser", before[2].Output, StringComparison.Ordinal);
        Assert.Contains("<bob@example.com> and 1 other", before[5].Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, before[^1].Code);
        await using var publisher = await StartAsync();

        // Without the file nobody but the server knows it.
        File.Move(_directory.PathOf("state/state.db"), _directory.PathOf("state/elsewhere.db"));
        Assert.Equal(before, await RunAllAsync());

        async Task<List<CommandRun>> RunAllAsync()
        {
            var runs = new List<CommandRun>();
            foreach (var command in commands)
            {
                runs.Add(await RunAsync(command));
            }

            return runs;
        }
    }

    [Fact]
    public async Task All_held_messages_are_listed_although_the_server_tells_of_some_hundred_at_once()
    {
        await using (var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state") }))
        {
            await Task.WhenAll(Enumerable.Range(1, HeldListEndpoint.MaximumEntries + 2).Select(number => HoldAsync(state, $"REF-{number}", "ann@example.org")));
        }

        await using var publisher = await StartAsync();

        Assert.EndsWith($"\n{HeldListEndpoint.MaximumEntries + 2} messages\n", (await RunAsync("hold", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_safelist_is_imported_by_the_server_itself_and_acts_when_the_command_is_done()
    {
        await using var publisher = await StartAsync();
        var file = _directory.Write("safelist.csv", "# of the users\nuser@example.com,safeSender,friend@contoso.com\nuser@example.com,blockedSender,@wingtiptoys.com\n");

        Assert.Equal((ExitCode.Ok, "2 entries read, 2 new\nsafeSender: 1\nsafeRecipient: 0\nblockedSender: 1\n"), Outcome(await RunAsync("safelist", "import", file)));
        Assert.Contains(_log.Entries, entry => entry.Id == 5120 && entry.Text.EndsWith("2 safelist entries read, 2 new", StringComparison.Ordinal));

        File.WriteAllText(file, "user@example.com,safeSender,other@contoso.com\n");
        using var json = JsonDocument.Parse((await RunAsync("safelist", "import", file, "--replace", "--json")).Output);
        Assert.Equal((1, 1), (json.RootElement.GetProperty("read").GetInt32(), json.RootElement.GetProperty("added").GetInt32()));
        Assert.Equal(["safeSender", "safeRecipient", "blockedSender"], json.RootElement.GetProperty("counts").EnumerateObject().Select(count => count.Name));
        Assert.Equal(0, json.RootElement.GetProperty("counts").GetProperty("blockedSender").GetInt32());
    }

    [Fact]
    public async Task A_safelist_with_a_wrong_line_is_not_sent_to_the_server()
    {
        await using var publisher = await StartAsync();

        var run = await RunAsync("safelist", "import", _directory.Write("safelist.csv", "user@example.com,safeSender,friend@contoso.com\nuser,safeSender,a@b.example\n"));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("safelist.csv:2: 'user' is not a mail address", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Entries, entry => entry.Id == 5120);
    }

    [Fact]
    public async Task Messages_and_locks_that_are_not_there_are_told_as_without_a_server()
    {
        await using var publisher = await StartAsync();

        var message = await RunAsync("hold", "delete", "17");
        var @lock = await RunAsync("logons", "release", "18");

        Assert.Equal((ExitCode.Usage, "webpublisher: no message is held as '17'; 'webpublisher hold list' has those that are.\n"), (message.Code, message.Error));
        Assert.Equal((ExitCode.Failed, "webpublisher: no lock holds by the number 18.\n"), (@lock.Code, @lock.Error));
    }

    [Fact]
    public async Task Tail_follows_decisions_over_a_restart_and_ends_well()
    {
        var publisher = await StartAsync();
        await using var tail = new RunningProcess(_directory.PathOf("."), "tail", "--policy", _policy, "--client", "127.0.0.0/8");

        // There is no word of being connected: a decision is made until one is seen.
        while (!tail.Said.Contains("refused  127.0.0.1", StringComparison.Ordinal))
        {
            await AskAsync(publisher);
        }

        Assert.Matches(@"\d\dZ  refused  127\.0\.0\.1 +GET http://127\.0\.0\.1\S*/x  by Default rule: \w+  \d{3}\S*  \S{19}\n", tail.Said);
        await publisher.DisposeAsync();
        await tail.SaysAsync("webpublisher: the server all is gone; waiting for it to come back.");
        await using var next = await StartAsync();
        await tail.SaysAsync("webpublisher: the server all is back.");
        var seen = tail.Said.Length;
        await AskAsync(next);
        await tail.SaysAsync("refused  127.0.0.1", seen);

        tail.Signal(RunningProcess.Interrupt);
        Assert.Equal(ExitCode.Ok, await tail.ExitCodeAsync());
    }

    [Fact]
    public async Task Drain_waits_for_what_is_under_way_tells_what_is_left_and_can_be_taken_back()
    {
        await using var publisher = await StartAsync();
        using var session = new TcpClient();
        await session.ConnectAsync(publisher.MailEndPoints.Single().Address);
        using var lines = new StreamReader(session.GetStream());
        Assert.StartsWith("220 ", await lines.ReadLineAsync(), StringComparison.Ordinal);

        Assert.Equal((ExitCode.Failed, "all: draining; 0 requests and 1 SMTP session under way\n"), Outcome(await RunAsync("drain", "--wait", "0")));
        var status = await RunAsync("status");
        Assert.Equal(ExitCode.Failed, status.Code);
        Assert.Contains("DRAINING", status.Output, StringComparison.Ordinal);

        session.Client.Shutdown(SocketShutdown.Send);
        using var json = JsonDocument.Parse((await RunAsync("drain", "--wait", "60", "--json")).Output);
        Assert.Equal(("all", 0), (json.RootElement[0].GetProperty("process").GetString(), json.RootElement[0].GetProperty("status").GetProperty("sessions").GetInt32()));

        Assert.Equal((ExitCode.Ok, "all: running; 0 requests and 0 SMTP sessions under way\n"), Outcome(await RunAsync("drain", "--undo")));
    }

    private Task<HeldMessage?> HoldAsync(StateStore state, string reference, string sender)
    {
        var store = new HoldStore(_directory.PathOf("state"), state.Held, HoldPolicy.Default, TimeProvider.System, NullLogger.Instance);
        var message = new HeldMessage
        {
            Reference = reference,
            Received = TimeProvider.System.GetUtcNow(),
            Connector = "internet",
            Client = "192.0.2.1",
            ClientName = "mail.example.org",
            Sender = sender,
            MailParameters = "RET=HDRS",
            Recipients = [new HeldRecipient("bob@example.com", "NOTIFY=NEVER"), new HeldRecipient("eve@example.com", IsReleased: true, Answer: "250 taken")],
            Subject = "Grüße",
            Agent = "screener",
            Reason = "Keyword",
            Evidence = "money",
            Size = 0,
        };
        return store.KeepAsync(message, ReadOnlyMemory<byte>.Empty, new MemoryStream("Subject: hello\r\n\r\ntext\r\n"u8.ToArray()), CancellationToken.None);
    }

    private static (int, string) Outcome(CommandRun run) => (run.Code, run.Output);

    private static IEnumerable<string?> Halves(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().SelectMany(one => one.GetProperty("halves").EnumerateArray()).Select(half => half.GetString())];
    }

    private async Task AskAsync(Publisher publisher) =>
        (await _client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{publisher.EndPoints["plain"].Port}/x")))).Dispose();

    private Task<Publisher> StartAsync(PublisherParts parts = PublisherParts.All) =>
        Publisher.StartAsync(new PublisherOptions { Policy = _policy, Loggers = _loggers, CheckNames = false, Parts = parts }, CancellationToken.None);

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync([.. arguments, "--policy", _policy]);
}
