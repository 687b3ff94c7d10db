using System.Net;
using WebPublisher.Mail.Tests.Spf;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Rehearsal;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.State.Reputation;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class ProtocolAnalysisTests : IAsyncDisposable
{
    private const string Hello = "S: 220\nC: HELO client.test\nS: 250\n";
    private const string Refused = "550 5.7.1 Connection from IP address 127.0.0.1 was rejected by sender reputation. (";

    private static readonly string[] s_named = ["1.0.0.127.in-addr.arpa PTR client.test", "client.test A 127.0.0.1"];

    private readonly ManualTimeProvider _time = new();
    private readonly StateStore _state;
    private readonly RecordingLogger _log = new();

    public ProtocolAnalysisTests() => _state = StateStore.InMemory(_time);

    private SenderProfile Profile => _state.Reputations.Find(IPAddress.Loopback);

    private StoredAddress? Entry => _state.Addresses.Find(AddressListKind.Block, IPAddress.Loopback);

    public ValueTask DisposeAsync() => _state.DisposeAsync();

    [Fact]
    public async Task Of_a_client_that_brings_nothing_but_spam_the_thirty_third_message_is_refused_at_mail()
    {
        await using var rig = await StartAsync(scl: 7);
        for (var sent = 0; sent < 32; sent++)
        {
            Assert.Null(Entry);
            await SendAsync(rig, "550 5.7.1 Message rejected due to content restrictions");
        }

        Assert.Equal((_time.GetUtcNow().AddHours(24), EntryOrigin.Reputation), (Entry!.Expires, Entry.Origin));
        Assert.Equal(SenderProfile.Unknown, Profile);
        Assert.Contains("127.0.0.1 until", Assert.Single(_log.Lines, line => line.Id == 3107).Text, StringComparison.Ordinal);
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<ann@client.test>\nS: {Refused}");

        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await rig.TalkAsync($"{Hello}C: MAIL FROM:<ann@client.test>\nS: {Refused}");
        _time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(rig, "550 5.7.1 Message rejected due to content restrictions");
        Assert.Equal(1, Profile.Messages);
    }

    [Fact]
    public async Task A_session_under_way_is_refused_its_next_message_too()
    {
        await using var rig = await StartAsync(scl: 9, policy => policy with { MinimumMessages = 2, BlockAt = 1 });
        await rig.TalkAsync($"{Hello}{Message("550")}{Message("550")}C: MAIL FROM:<>\nS: {Refused}");
        Assert.Equal(SessionEnd.RefusedByAgent, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task Nobody_is_kept_out_before_there_are_messages_enough()
    {
        await using var rig = await StartAsync(scl: 9, policy => policy with { MinimumMessages = 3, BlockAt = 1 });
        await rig.TalkAsync($"{Hello}{Message("550")}{Message("550")}C: QUIT\nS: 221");
        Assert.Null(Entry);
        Assert.Equal((2, 18), (Profile.Messages, Profile.SclSum));
    }

    [Theory]
    [InlineData("client.test", 0)]
    [InlineData("[127.0.0.1]", 0)]
    [InlineData("[127.0.0.2]", 1)]
    [InlineData("127.0.0.1", 1)]
    [InlineData("localhost", 1)]
    [InlineData("MAIL.example.com", 1)]
    [InlineData("example.com", 1)]
    public async Task A_name_that_the_client_can_hardly_have_is_counted(string name, int problems)
    {
        await using var rig = await StartAsync(scl: 0);
        await rig.TalkAsync($"S: 220\nC: HELO {name}\nS: 250\n{Message("250")}C: QUIT\nS: 221");
        Assert.Equal((1, problems), (Profile.Messages, Profile.HelloProblems));
    }

    [Fact]
    public async Task A_name_that_changes_is_counted()
    {
        await using var rig = await StartAsync(scl: 0);
        foreach (var name in new[] { "client.test", "Client.Test", "other.test" })
        {
            await rig.TalkAsync($"S: 220\nC: HELO {name}\nS: 250\n{Message("250")}C: QUIT\nS: 221");
        }

        Assert.Equal((3, 1, "other.test"), (Profile.Messages, Profile.HelloProblems, Profile.HelloName));
    }

    [Theory]
    [InlineData(0, "1.0.0.127.in-addr.arpa PTR client.test", "client.test A 127.0.0.1")]
    [InlineData(1, "1.0.0.127.in-addr.arpa PTR client.test", "client.test A 192.0.2.1")]
    [InlineData(1)]
    [InlineData(0, "1.0.0.127.in-addr.arpa FAIL")]
    public async Task An_address_without_a_name_that_leads_back_is_counted(int problems, params string[] zone)
    {
        await using var rig = await StartAsync(scl: 0, zone: zone);
        await SendAsync(rig, "250");
        Assert.Equal(problems, Profile.ReverseDnsProblems);
    }

    [Fact]
    public async Task Mail_that_nobody_has_scored_says_nothing()
    {
        await using var rig = await StartAsync(scl: null);
        await SendAsync(rig, "250");
        Assert.Equal(SenderProfile.Unknown, Profile);
    }

    [Fact]
    public async Task Mail_that_somebody_vouches_for_counts_as_good()
    {
        await using var rig = await StartAsync(scl: -1);
        await SendAsync(rig, "250");
        Assert.Equal((1, 0), (Profile.Messages, Profile.SclSum));
    }

    [Fact]
    public async Task What_is_long_past_counts_half()
    {
        _state.Reputations.Note(IPAddress.Loopback, _ => new SenderProfile { Messages = 1000, SclSum = 2000, HelloProblems = 100, ReverseDnsProblems = 10, HelloName = "client.test" });
        await using var rig = await StartAsync(scl: 0);
        await SendAsync(rig, "250");
        Assert.Equal((501, 1000, 50, 5), (Profile.Messages, Profile.SclSum, Profile.HelloProblems, Profile.ReverseDnsProblems));
    }

    private static string Message(string reply) =>
        $"C: MAIL FROM:<ann@client.test>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: x\nC:\nC: body\nC: .\nS: {reply}\n";

    private static Task SendAsync(ReceiveRig rig, string reply) => rig.TalkAsync($"{Hello}{Message(reply)}C: QUIT\nS: 221");

    private Task<ReceiveRig> StartAsync(int? scl, Func<ProtocolAnalysisPolicy, ProtocolAnalysisPolicy>? change = null, string[]? zone = null)
    {
        var policy = new ProtocolAnalysisPolicy { Location = SourceLocation.BuiltIn };
        var services = new AgentServices { Time = _time, Logger = _log, Relay = new ImaginedRelay(), Dns = new TestZones(zone ?? s_named), State = _state };
        var scorer = new ScriptedAgent("contentFilter", (at, _) => at == AgentEvent.OnEndOfData && scl is { } level ? Finding.Scored(level, "tested") : Finding.None);
        return ReceiveRig.StartAsync(
            connector => connector with { Limits = new ReceiveLimits { MessagesPerMinute = 10_000 } },
            time: _time,
            agents:
            [
                new InstalledAgent(scorer, AgentErrorAction.Defer, TimeSpan.FromSeconds(30)),
                new InstalledAgent(new ProtocolAnalysis(change?.Invoke(policy) ?? policy, services), AgentErrorAction.Defer, TimeSpan.FromSeconds(30)),
            ],
            thresholds: new SclThresholds(null, 7, null));
    }
}
