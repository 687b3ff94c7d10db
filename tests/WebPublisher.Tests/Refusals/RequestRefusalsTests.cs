using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations;
using WebPublisher.Refusals;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Refusals;

public sealed class RequestRefusalsTests : IDisposable
{
    private static readonly DateTimeOffset s_instant = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_worst_that_a_stranger_can_say_is_a_line_that_the_log_takes()
    {
        var number = ReferenceNumber.New(s_instant);
        var worst = string.Concat(Enumerable.Repeat("\u0001\u202e\ud800\"\\\u20ac", 5000));
        var record = Record(number);
        (record.Method, record.Host, record.Path, record.Query, record.UserAgent, record.Protocol) = (worst, worst, worst, worst, worst, worst);
        record.Denial = new Denial(DenialReason.InvalidTarget, worst);

        await KeepAsync(record);

        var file = Assert.Single(Directory.GetFiles(_directory.Root, "WEB20261121-1.jsonl"));
        Assert.InRange(new FileInfo(file).Length, 100, 64 * 1024);
        var kept = Assert.IsType<RequestEvidence>(Assert.Single(new RefusalFiles(_directory.Root).Find(number, s_instant, CancellationToken.None)));
        Assert.Equal((nameof(DenialReason.InvalidTarget), s_instant), (kept.Reason, kept.Time));
    }

    [Fact]
    public async Task What_was_served_is_not_kept()
    {
        await KeepAsync(Record(ReferenceNumber.New(s_instant)));

        Assert.Empty(Directory.GetFiles(_directory.Root));
    }

    [Fact]
    public async Task What_a_firewall_found_is_kept_as_far_as_a_line_has_room()
    {
        var number = ReferenceNumber.New(s_instant);
        var worst = string.Concat(Enumerable.Repeat("\u0001\u202e\"\\", 25));
        var record = Record(number);
        record.Denial = new Denial(DenialReason.RejectedByFirewall, worst);
        var match = new FirewallMatch { Id = 942100, Phase = 2, Message = worst, Data = worst + worst, Variable = worst, Value = worst, Severity = "CRITICAL", File = "/rules/x.conf", Line = 7 };
        record.Firewall = new FirewallRecord { Mode = FirewallMode.Block, Verdict = FirewallVerdict.Blocked, InboundScore = 15, Matches = [.. Enumerable.Repeat(match, FirewallRecord.MostMatches)] };

        await KeepAsync(record);

        var kept = Assert.IsType<RequestEvidence>(Assert.Single(new RefusalFiles(_directory.Root).Find(number, s_instant, CancellationToken.None)));
        Assert.InRange(kept.Firewall!.Matches.Length, 5, 99);
        Assert.Equal(FirewallRecord.MostMatches, kept.Firewall.Matches.Length + kept.Firewall.LeftOut);
        Assert.Equal((942100L, 2, "CRITICAL", 7), (kept.Firewall.Matches[0].Id, kept.Firewall.Matches[0].Phase, kept.Firewall.Matches[0].Severity, kept.Firewall.Matches[0].Line));
    }

    [Fact]
    public async Task What_a_firewall_only_detects_is_kept_though_it_was_served()
    {
        var number = ReferenceNumber.New(s_instant);
        var record = Record(number);
        record.Firewall = new FirewallRecord { Mode = FirewallMode.Detect, Verdict = FirewallVerdict.Detected, RuleId = 949110 };

        await KeepAsync(record);

        var kept = Assert.IsType<RequestEvidence>(Assert.Single(new RefusalFiles(_directory.Root).Find(number, s_instant, CancellationToken.None)));
        Assert.Equal(("DetectedByFirewall", "Detected"), (kept.Reason, kept.Firewall?.Verdict));
    }

    [Fact]
    public void Halves_of_lines_and_other_lines_do_not_hinder()
    {
        var number = ReferenceNumber.New(s_instant);
        var line = $"{{\"kind\":\"request\",\"reference\":\"{number}\",\"time\":\"2026-11-21T10:00:00+00:00\",\"server\":\"EDGE01\",\"decision\":\"Denied\",\"reason\":\"NotPublished\",\"policy\":\"0\",\"method\":\"GET\",\"url\":\"http://a.example/\",\"listener\":\"plain\"}}";
        _directory.Write("WEB20261121-1.jsonl", $"{line[..80]}\n{{\"kind\":\"loss\",\"missing\":3,\"of\":\"{number}\"}}\n{line}\n{line[..90]}");
        _directory.Write("WEB20261120-1.jsonl", $"{line}\n");

        Assert.Single(new RefusalFiles(_directory.Root).Find(number, s_instant, CancellationToken.None));
    }

    private static PublishingRecord Record(string number) => new()
    {
        Reference = number,
        Started = s_instant,
        Listener = "plain",
        Client = new IPEndPoint(IPAddress.Loopback, 4711),
    };

    private async Task KeepAsync(PublishingRecord record)
    {
        var target = new RotatingLogPolicy(_directory.Root, 10_000_000, 250_000_000, TimeSpan.FromDays(30));
        var policy = new PublisherPolicy
        {
            Revision = "0",
            Server = new ServerPolicy("EDGE01", _directory.Root),
            Operations = new OperationsPolicy(null, null),
            Logging = new LoggingPolicy(null, FrozenSet<string>.Empty) { RefusalLog = target },
            Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
        };
        await using var log = new RefusalLog(RefusalLogFormat.Web, () => target, new ManualTime(), NullLogger.Instance);
        new RequestRefusals(log, new Snapshot<PublisherPolicy>(policy)).Write(record);
    }
}
