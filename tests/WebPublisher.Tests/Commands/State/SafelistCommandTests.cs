using System.Text.Json;
using WebPublisher.Commands;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.State;

public sealed class SafelistCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public SafelistCommandTests() => _policy = MailSitePolicy.Write(_directory, "policy.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Entries_are_imported_counted_and_replaced()
    {
        var run = await ImportAsync("# of the users\nuser@example.com,safeSender,friend@contoso.com\n\nuser@example.com, blockedsender ,@wingtiptoys.com\nuser@example.com,safeRecipient,contoso.com\n");
        Assert.Equal("3 entries read, 3 new\nsafeSender: 1\nsafeRecipient: 1\nblockedSender: 1\n", run.Output);

        Assert.Equal("1 entry read, 0 new\nsafeSender: 1\nsafeRecipient: 1\nblockedSender: 1\n", (await ImportAsync("user@example.com,safeSender,Friend@Contoso.com\n")).Output);
        await ImportAsync("user@example.com,safeSender,other@contoso.com\n", "--replace");

        Assert.Equal("safeSender: 1\nsafeRecipient: 0\nblockedSender: 0\n", (await RunAsync("safelist", "list")).Output);
    }

    [Fact]
    public async Task Every_line_that_is_wrong_is_told_and_nothing_is_imported()
    {
        var run = await ImportAsync("user@example.com,safeSender,friend@contoso.com\nuser,safeSender,a@b.example\nuser@example.com,friend,a@b.example\nuser@example.com,safeSender\nuser@example.com,safeSender,a b\n");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("4 lines are wrong", run.Error, StringComparison.Ordinal);
        Assert.Contains("safelist.csv:2: 'user' is not a mail address", run.Error, StringComparison.Ordinal);
        Assert.Contains("safelist.csv:3: 'friend' is no kind; there are safeSender, safeRecipient, blockedSender", run.Error, StringComparison.Ordinal);
        Assert.Contains("safelist.csv:4: expected RECIPIENT,KIND,ADDRESS-OR-DOMAIN", run.Error, StringComparison.Ordinal);
        Assert.Contains("safelist.csv:5: ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.PathOf("state")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var run = await RunAsync("safelist", "import", _directory.PathOf("none.csv"));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("none.csv cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_are_told_as_json()
    {
        using var imported = JsonDocument.Parse((await ImportAsync("user@example.com,safeSender,friend@contoso.com\n", "--json")).Output);
        using var listed = JsonDocument.Parse((await RunAsync("safelist", "list", "--json")).Output);

        Assert.Equal((1, 1), (imported.RootElement.GetProperty("read").GetInt32(), imported.RootElement.GetProperty("added").GetInt32()));
        Assert.Equal(1, listed.RootElement.GetProperty("counts").GetProperty("safeSender").GetInt32());
    }

    private Task<CommandRun> ImportAsync(string content, params string[] more) => RunAsync(["safelist", "import", _directory.Write("safelist.csv", content), .. more]);

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(TimeProvider.System, [.. arguments, "--policy", _policy]);
}
