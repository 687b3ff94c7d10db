using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Administration.Control;

public sealed class ControlServerTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLoggers _log = new();
    private ControlServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = Make("all");
        await _server.ApplyAsync(_directory.Root, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_command_finds_it_and_may_look_and_act_without_login()
    {
        using var client = Assert.Single(await FindAsync());

        Assert.Equal("all", client.Name);
        Assert.Matches("^socket uid [0-9]+$", (await client.GetAsync("/who", AdministrationJson.Default.Explanation, CancellationToken.None)).Text);
        var done = await client.PostAsync(
            "/act", new HeldChoice(["17"]), AdministrationJson.Default.HeldChoice, AdministrationJson.Default.ImmutableArrayActionOutcome, CancellationToken.None);
        Assert.Equal(new ActionOutcome("17", Done: true, "acted"), Assert.Single(done));
    }

    [Fact]
    public async Task A_refusal_is_told_by_the_servers_sentence_and_something_unknown_by_its_path()
    {
        using var client = Assert.Single(await FindAsync());

        var refused = await Assert.ThrowsAsync<ControlException>(() => client.GetAsync("/refused", AdministrationJson.Default.Explanation, CancellationToken.None));
        var unknown = await Assert.ThrowsAsync<ControlException>(() => client.GetAsync("/api/later", AdministrationJson.Default.Explanation, CancellationToken.None));

        Assert.Equal("Not today.", refused.Message);
        Assert.Equal("The running server does not know /api/later: it may be of another version.", unknown.Message);
    }

    [Fact]
    public async Task A_stop_goes_on_where_somebody_has_deleted_the_state_directory()
    {
        Directory.Delete(_directory.Root, recursive: true);

        await _server.DisposeAsync();

        Assert.Contains(_log.Entries, entry => entry.Id == 5113);
        Directory.CreateDirectory(_directory.Root);
        _server = Make("all");
    }

    [Fact]
    public async Task Nobody_but_its_owner_can_come_near_even_where_the_directory_was_open_before()
    {
        await _server.DisposeAsync();
        var directory = Path.Combine(_directory.Root, "control");
        File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);

        _server = Make("all");
        await _server.ApplyAsync(_directory.Root, CancellationToken.None);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, "all.sock")));
    }

    [Fact]
    public async Task The_socket_goes_when_the_server_stops()
    {
        await _server.DisposeAsync();

        Assert.False(File.Exists(Path.Combine(_directory.Root, "control", "all.sock")));
        Assert.Empty(await FindAsync());
        _server = Make("all");
    }

    [Fact]
    public async Task What_a_killed_process_has_left_is_no_server_to_commands_and_makes_way_for_the_next()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_directory.Root, "second", "control")).FullName;
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, "killed.sock")));
            File.Move(Path.Combine(directory, "killed.sock"), Path.Combine(directory, "all.sock"));
        }

        Assert.Empty(await FindAsync("second"));
        await _server.ApplyAsync(Path.Combine(_directory.Root, "second"), CancellationToken.None);

        Assert.Single(await FindAsync("second")).Dispose();
    }

    [Fact]
    public async Task It_follows_the_state_directory()
    {
        await _server.ApplyAsync(Path.Combine(_directory.Root, "second"), CancellationToken.None);

        Assert.Empty(await FindAsync());
        Assert.Single(await FindAsync("second")).Dispose();
    }

    [Fact]
    public async Task A_second_process_on_the_directory_leaves_the_first_its_socket_and_may_have_it_later()
    {
        await using var second = Make("all");
        await second.ApplyAsync(_directory.Root, CancellationToken.None);

        Assert.Contains(_log.Entries, entry => entry.Text.Contains("Another process serves this state directory", StringComparison.Ordinal));
        using (var client = Assert.Single(await FindAsync()))
        {
            await client.GetAsync("/who", AdministrationJson.Default.Explanation, CancellationToken.None);
        }

        await _server.DisposeAsync();
        await second.ApplyAsync(_directory.Root, CancellationToken.None);
        Assert.Single(await FindAsync()).Dispose();
        _server = Make("all");
    }

    [Fact]
    public async Task Each_half_has_its_own()
    {
        await using var web = Make("web");
        await using var smtp = Make("smtp");
        await web.ApplyAsync(Path.Combine(_directory.Root, "second"), CancellationToken.None);
        await smtp.ApplyAsync(Path.Combine(_directory.Root, "second"), CancellationToken.None);

        Assert.Equal(["web", "smtp"], (await FindAsync("second")).Select(client => client.Name));
    }

    [Fact]
    public async Task A_path_that_the_system_does_not_take_is_told_with_its_length_and_stops_nothing()
    {
        var tooLong = Path.Combine(_directory.Root, new string('x', 100));

        await _server.ApplyAsync(tooLong, CancellationToken.None);

        var error = await Assert.ThrowsAsync<ControlException>(() => ControlClient.FindAsync(tooLong, TimeProvider.System, CancellationToken.None));
        Assert.Contains($"has {tooLong.Length + "/control/all.sock".Length} bytes, and the system takes 107 at most", error.Message, StringComparison.Ordinal);
        Assert.Contains(_log.Entries, entry => entry.Text.Contains("the system takes 107 at most", StringComparison.Ordinal));
    }

    private Task<ImmutableArray<ControlClient>> FindAsync(string below = "") =>
        ControlClient.FindAsync(Path.Combine(_directory.Root, below), TimeProvider.System, CancellationToken.None);

    private ControlServer Make(string name) =>
        new(name, new OperationsApplication([new Who(), new Act(), new Refused()], new ControlGate(), _log.CreateLogger("")), TimeProvider.System, _log);

    private sealed class Who : OperationsEndpoint
    {
        public override string Path => "/who";

        public override Task AnswerAsync(HttpContext http) => SendAsync(
            http, 200, "application/json", JsonSerializer.SerializeToUtf8Bytes(new Explanation("", OperationsCaller.Of(http).Name), AdministrationJson.Default.Explanation));
    }

    private sealed class Act : OperationsEndpoint
    {
        public override string Path => "/act";

        public override string Method => HttpMethods.Post;

        public override async Task AnswerAsync(HttpContext http)
        {
            var choice = await JsonSerializer.DeserializeAsync(http.Request.Body, AdministrationJson.Default.HeldChoice);
            ImmutableArray<ActionOutcome> done = [.. choice!.Messages.Select(message => new ActionOutcome(message, Done: true, "acted"))];
            await SendAsync(http, 200, "application/json", JsonSerializer.SerializeToUtf8Bytes(done, AdministrationJson.Default.ImmutableArrayActionOutcome));
        }
    }

    private sealed class Refused : OperationsEndpoint
    {
        public override string Path => "/refused";

        public override Task AnswerAsync(HttpContext http) => SendAsync(http, 400, "application/json", Encoding.UTF8.GetBytes("""{"error":"Not today."}"""));
    }
}
