using System.Collections.Immutable;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

public sealed class EdgeRulesTests
{
    private const string Message = "From: Ann <ann@client.example>\nTo: bob@example.com\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= from Ann\nX-Kind: bulk mail\n\nThe body says: Stra=C3=9Fe.\n";

    public static TheoryData<string, EdgeConditions, bool> Conditions => new()
    {
        { "every message", new(), true },
        { "recipient", new() { Recipients = Patterns("*@example.com") }, true },
        { "no recipient", new() { Recipients = Patterns("*@example.org", "/^alice/") }, false },
        { "envelope sender", new() { Senders = Patterns("ANN@client.example") }, true },
        { "author", new() { Senders = Patterns("/^writer@/") }, true },
        { "no sender", new() { Senders = Patterns("client.example") }, false },
        { "header", new() { Headers = [new("x-kind", Patterns("bulk*"))] }, true },
        { "both headers", new() { Headers = [new("X-Kind", Patterns("bulk*")), new("X-Other", Patterns("*"))] }, false },
        { "subject word", new() { Subject = Text(["GR\u00dcSSE"]) }, true },
        { "no word of the subject", new() { Subject = Text(["Gr\u00fc\u00df", "secret"]) }, false },
        { "word of the body in the subject alone", new() { Subject = Text(["body"]) }, false },
        { "word of the body", new() { SubjectOrBody = Text(["nothing", "the body  says"]) }, true },
        { "pattern of the body", new() { SubjectOrBody = Text([], "/stra\u00dfe\\.?/") }, true },
        { "pattern of the subject", new() { Subject = Text([], "*from ann") }, true },
        { "no pattern", new() { SubjectOrBody = Text([], "/[0-9]{3}/") }, false },
        { "message size", new() { MessageSize = 100 }, true },
        { "no message size", new() { MessageSize = 10_000 }, false },
        { "attachment size", new() { AttachmentSize = 12 }, true },
        { "no attachment size", new() { AttachmentSize = 13 }, false },
        { "level", new() { Scl = 4 }, true },
        { "no level", new() { Scl = 5 }, false },
        { "all of them", new() { Scl = 4, MessageSize = 100, Subject = Text(["ann"]), Recipients = Patterns("bob*") }, true },
        { "one of them not", new() { Scl = 4, MessageSize = 100, Subject = Text(["eve"]), Recipients = Patterns("bob*") }, false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_rule_fits_by_its_conditions_and_its_exceptions_prevent_it(string name, EdgeConditions conditions, bool holds)
    {
        const string Content = "From: writer@press.example\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= from Ann\nX-Kind: Bulk mail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nThe body says: Stra=C3=9Fe.\n"
            + "--b\nContent-Type: application/octet-stream; name=x.bin\nContent-Transfer-Encoding: base64\n\nMTIzNDU2Nzg5MDEy\n--b--\n";
        var level = new ScriptedAgent("level", (at, _) => at == AgentEvent.OnEndOfData ? Finding.Scored(4, "tested") : Finding.None);
        var positive = new EdgeRules(Policy(Rule(name, new EdgeActions { Reject = EdgeRefusal.Usual }, conditions)));
        await using var rig = await ReceiveRig.StartAsync(agents: [Install(level), Install(positive)]);
        await rig.SendAsync(Content, holds ? "550 5.7.1 Message rejected due to content restrictions (" : "250");

        if (!conditions.IsEmpty)
        {
            var negative = new EdgeRules(Policy(Rule(name, new EdgeActions { Reject = EdgeRefusal.Usual }, except: conditions with { Headers = conditions.Headers })));
            await using var other = await ReceiveRig.StartAsync(agents: [Install(level), Install(negative)]);
            await other.SendAsync(Content, name is "one of them not" or "both headers" || holds ? "250" : "550");
        }
    }

    [Fact]
    public async Task The_header_is_changed_and_nothing_else()
    {
        var actions = new EdgeActions
        {
            PrependSubject = "[\u00c4u\u00dferes]",
            SetHeaders = [new("X-Kind", "seen"), new("X-New", "1")],
            RemoveHeaders = ["x-nothing"],
            Log = "marked",
        };
        await using var rig = await StartAsync(Rule("mark", actions));
        await rig.SendAsync(Message);
        Assert.Equal(
            "From: Ann <ann@client.example>\nTo: bob@example.com\nSubject: =?utf-8?B?W8OEdcOfZXJlc10g?= =?utf-8?Q?Gr=C3=BC=C3=9Fe?= from Ann\nX-Kind: seen\nX-New: 1\n\nThe body says: Stra=C3=9Fe.\n",
            rig.Inner.Delivered());
        Assert.Equal("edgeRules OnEndOfData: Noted EdgeRule ('mark': marked)", Assert.Single((await rig.Records.NextMessageAsync()).Findings).ToString());
    }

    [Fact]
    public async Task Others_get_the_message_too_and_some_are_named_nowhere()
    {
        await using var rig = await StartAsync(Rule("copy", new EdgeActions { AddRecipients = ["archive@example.com"], BlindCopy = ["audit@example.com"] }));
        await rig.SendAsync(Message);
        Assert.Contains("To: bob@example.com,\n archive@example.com\n", rig.Inner.Delivered(), StringComparison.Ordinal);
        Assert.DoesNotContain("audit@", rig.Inner.Delivered(), StringComparison.Ordinal);
        Assert.Equal(["RCPT TO:<bob@example.com>", "RCPT TO:<archive@example.com>", "RCPT TO:<audit@example.com>"], Recipients(rig));
    }

    [Fact]
    public async Task A_message_is_redirected()
    {
        await using var rig = await StartAsync(
            Rule("first", new EdgeActions { Redirect = "security@example.com", SetHeaders = [new("X-Why", "first")] }), Rule("second", new EdgeActions { Redirect = "other@example.com" }));
        await rig.SendAsync(Message);
        Assert.Equal("RCPT TO:<security@example.com>", Recipients(rig)[^1]);
        Assert.Contains("X-Why: first\n", rig.Inner.Delivered(), StringComparison.Ordinal);
        Assert.Equal(MessageOutcome.Redirected, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task A_message_vanishes()
    {
        await using var rig = await StartAsync(Rule("delete", new EdgeActions { Delete = true }), Rule("never", new EdgeActions { Reject = EdgeRefusal.Usual }));
        await rig.SendAsync(Message);
        Assert.Empty(rig.Inner.Messages);
        Assert.Equal(MessageOutcome.Deleted, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task A_message_is_held()
    {
        await using var rig = await StartAsync(Rule("hold", new EdgeActions { Quarantine = true }), Rule("and redirect", new EdgeActions { Redirect = "security@example.com" }));
        await rig.SendAsync(Message, "");
        var finding = Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding;
        Assert.Equal((MessageDisposition.Hold, "'hold'; 'and redirect'"), (finding.Disposition, finding.Evidence));
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_refusal_has_the_code_and_the_text_of_the_rule()
    {
        await using var rig = await StartAsync(Rule("later", new EdgeActions { Reject = new EdgeRefusal(452, "4.2.2", "Come again at night") }));
        await rig.SendAsync(Message, "452 4.2.2 Come again at night (");
    }

    [Fact]
    public async Task A_session_ends_where_a_rule_says_so()
    {
        await using var rig = await StartAsync(Rule("out", new EdgeActions { Disconnect = true }));
        await rig.SendAsync(Message, "550 5.7.1 Message rejected due to content restrictions (\nS: (closed)");
    }

    [Fact]
    public async Task Rules_run_in_order_until_one_stops_and_see_the_level_that_earlier_ones_set()
    {
        await using var rig = await StartAsync(
            Rule("raise", new EdgeActions { SetScl = 6 }),
            Rule("raised", new EdgeActions { SetHeaders = [new("X-Raised", "yes")], Stop = true }, new EdgeConditions { Scl = 6 }),
            Rule("never", new EdgeActions { Delete = true }));
        await rig.SendAsync(Message);
        Assert.StartsWith("X-MS-Exchange-Organization-SCL: 6\n", rig.Inner.Delivered(), StringComparison.Ordinal);
        Assert.Contains("X-Raised: yes\n", rig.Inner.Delivered(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_of_the_organisation_follow_the_rules_too()
    {
        var rules = new EdgeRules(Policy(Rule("all", new EdgeActions { Reject = EdgeRefusal.Usual })));
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Relay = RelayGrant.Always }, agents: [Install(rules)]);
        await rig.SendAsync(Message, "550");
    }

    [Fact]
    public async Task A_message_without_a_header_stays_as_it_is()
    {
        await using var rig = await StartAsync(Rule("mark", new EdgeActions { PrependSubject = "[X]" }));
        await rig.SendAsync("just text\nSubject: no\n");
        Assert.EndsWith("\njust text\nSubject: no\n", Encoding.ASCII.GetString(rig.Inner.Messages.Single()).Replace("\r\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string[] Recipients(ReceiveRig rig) => [.. rig.Inner.Sessions.SelectMany(session => session.Lines).Where(line => line.StartsWith("RCPT", StringComparison.Ordinal))];

    private static Task<ReceiveRig> StartAsync(params EdgeRule[] rules) => ReceiveRig.StartAsync(agents: [Install(new EdgeRules(Policy(rules)))]);

    private static InstalledAgent Install(SmtpAgent agent) => new(agent, AgentErrorAction.Defer, TimeSpan.FromSeconds(30));

    private static EdgeRulesPolicy Policy(params EdgeRule[] rules) => new() { Location = SourceLocation.BuiltIn, Rules = [.. rules] };

    private static EdgeRule Rule(string name, EdgeActions then, EdgeConditions? when = null, EdgeConditions? except = null) => new(name, when ?? new(), except ?? new(), then, SourceLocation.BuiltIn);

    private static EdgeText Text(string[] words, params string[] patterns) => new([.. words], Patterns(patterns));

    private static ImmutableArray<TextPattern> Patterns(params string[] texts) =>
        [.. texts.Select(text => TextPattern.Parse(text, out var pattern) is { } problem ? throw new ArgumentException(problem) : pattern!)];
}
