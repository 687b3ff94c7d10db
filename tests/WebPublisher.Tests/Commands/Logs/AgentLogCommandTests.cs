using System.Text;
using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Logs;

public sealed class AgentLogCommandTests : IDisposable
{
    private const string Head =
        "#Software: WebPublisher 1.0.0\n#Version: 1.0\n#Log-Type: Agent Log\n#Date: 2026-11-21T09:00:00.000Z\n#Fields: Timestamp,SessionId,LocalEndpoint,RemoteEndpoint,EnteredOrgFromIP,MessageId,"
        + "P1FromAddress,P2FromAddresses,Recipient,NumRecipients,Agent,Event,Action,SmtpResponse,Reason,ReasonData\n";

    private const string Denied =
        "2026-11-21T10:00:00.000Z,SESSION-1,203.0.113.11:25,192.0.2.7:4711,192.0.2.7,MESSAGE-1,ann@client.example,,,0,senderFilter,OnMailCommand,RejectCommand,554 5.1.0 Sender Denied,BlockedSender,ann@client.example\n";

    private const string Unknown =
        "2026-11-21T11:00:00.000Z,SESSION-2,203.0.113.11:25,192.0.2.8:4711,192.0.2.8,MESSAGE-2,<>,,bob@example.com,1,recipientFilter,OnRcptCommand,RejectCommand,550 5.1.1 User unknown,UnknownRecipient,\"bob, of example.com\"\n";

    private const string Refused =
        "2026-11-22T01:00:00.000Z,SESSION-3,203.0.113.11:25,192.0.2.9:4711,192.0.2.9,,,,,0,connectionFilter,OnConnect,RejectConnection,554 5.7.1 Access denied,LocalBlockList,192.0.2.0/24\n";

    private readonly TemporaryDirectory _directory = new();

    public AgentLogCommandTests()
    {
        _directory.Write("logs/AGENTLOG20261121-1.LOG", Head + Denied);
        _directory.Write("logs/AGENTLOG20261121-2.LOG", Head + Unknown);
        _directory.Write("logs/AGENTLOG20261122-1.LOG", Head + Refused + Refused[..60]);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_last_lines_are_a_table_and_what_is_torn_is_left_out()
    {
        var run = await ShowAsync("--last", "2");

        Assert.Equal(new CommandRun(0, """
            Timestamp                 Reference  RemoteEndpoint  P1FromAddress  Recipient        Agent             Event          Action            SmtpResponse             Reason            ReasonData
            ------------------------  ---------  --------------  -------------  ---------------  ----------------  -------------  ----------------  -----------------------  ----------------  -------------------
            2026-11-21T11:00:00.000Z  MESSAGE-2  192.0.2.8:4711  <>             bob@example.com  recipientFilter   OnRcptCommand  RejectCommand     550 5.1.1 User unknown   UnknownRecipient  bob, of example.com
            2026-11-22T01:00:00.000Z  SESSION-3  192.0.2.9:4711                                  connectionFilter  OnConnect      RejectConnection  554 5.7.1 Access denied  LocalBlockList    192.0.2.0/24

            """, ""), run);
    }

    [Theory]
    [InlineData("action=rejectcommand", "MESSAGE-1 MESSAGE-2")]
    [InlineData("ReasonData~OF EXAMPLE", "MESSAGE-2")]
    [InlineData("p1fromaddress=<>", "MESSAGE-2")]
    [InlineData("reference=SESSION-3", "SESSION-3")]
    [InlineData("time>=2026-11-21T10:30Z", "MESSAGE-2 SESSION-3")]
    [InlineData("time<=2026-11-21T12:00+01:00", "MESSAGE-1 MESSAGE-2")]
    [InlineData("recipient=nobody@example.com", "")]
    public async Task Lines_that_fit_are_found_in_every_file(string condition, string expected)
    {
        var run = await ShowAsync("--json", "--where", condition);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(expected, string.Join(' ', References(run.Output)));
    }

    [Fact]
    public async Task Several_conditions_all_have_to_hold()
    {
        var run = await ShowAsync("--json", "--where", "action=RejectCommand", "--where", "agent=senderFilter");

        Assert.Equal(["MESSAGE-1"], References(run.Output));
    }

    [Fact]
    public async Task Json_has_all_fields()
    {
        var run = await ShowAsync("--json", "--last", "1");

        var line = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(16, line.EnumerateObject().Count());
        Assert.Equal(("192.0.2.9", "LocalBlockList"), (line.GetProperty("EnteredOrgFromIP").GetString(), line.GetProperty("Reason").GetString()));
    }

    [Theory]
    [InlineData("sender=a", "the agent log has no field 'sender'; it has Timestamp, SessionId,")]
    [InlineData("action", "'action' is no condition; write field=value")]
    [InlineData("=a", "'=a' is no condition")]
    [InlineData("time>=yesterday", "'yesterday' is not a time such as 2026-11-21T10:00Z")]
    [InlineData("action>=a", "'>=' compares times, and 'action' is none")]
    public async Task A_condition_that_makes_no_sense_is_a_usage_error(string condition, string message)
    {
        var run = await ShowAsync("--where", condition);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_says_where_the_log_is()
    {
        var policy = _directory.Write("policy.yaml", "version: 1\nlogging: { agentLog: { directory: logs } }\n");
        var without = _directory.Write("without.yaml", "version: 1\n");

        Assert.Contains("SESSION-3", (await CommandRun.OfAsync("agent-log", "--last", "1", "--policy", policy)).Output, StringComparison.Ordinal);
        Assert.Contains("it has no logging.agentLog", (await CommandRun.OfAsync("agent-log", "--policy", without)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_many_megabytes_is_read_from_its_end()
    {
        using (var file = new StreamWriter(_directory.PathOf("logs/AGENTLOG20261122-2.LOG")) { NewLine = "\n" })
        {
            for (var line = 0; line < 200_000; line++)
            {
                file.Write(Unknown);
            }

            file.Write(Denied);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = await ShowAsync("--last", "1", "--json");

        Assert.Equal(["MESSAGE-1"], References(run.Output));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public async Task A_log_is_followed_over_rotation_until_an_interrupt()
    {
        await using var process = new RunningProcess(_directory.Root, "agent-log", "--directory", "logs", "--last", "1", "--follow", "--where", "reference~MESSAGE");
        await process.SaysAsync("MESSAGE-2");

        File.AppendAllText(_directory.PathOf("logs/AGENTLOG20261122-1.LOG"), "\n" + Head + Denied.Replace("MESSAGE-1", "MESSAGE-4", StringComparison.Ordinal));
        await process.SaysAsync("MESSAGE-4");
        _directory.Write("logs/AGENTLOG20261123-1.LOG", Head + Refused + Unknown.Replace("MESSAGE-2", "MESSAGE-5", StringComparison.Ordinal));
        await process.SaysAsync("MESSAGE-5");
        process.Signal(RunningProcess.Interrupt);

        Assert.Equal(0, await process.ExitCodeAsync());
        Assert.DoesNotContain("SESSION-3", process.Said, StringComparison.Ordinal);
    }

    private Task<CommandRun> ShowAsync(params string[] arguments) => CommandRun.OfAsync(["agent-log", "--directory", _directory.PathOf("logs"), .. arguments]);

    private static List<string> References(string output) =>
    [
        .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(Encoding.UTF8.GetBytes(line)).RootElement)
            .Select(line => line.GetProperty("MessageId").GetString() is { Length: > 0 } message ? message : line.GetProperty("SessionId").GetString()!),
    ];
}
