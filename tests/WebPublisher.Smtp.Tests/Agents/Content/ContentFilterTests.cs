using System.Collections.Frozen;
using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Safelists;

namespace WebPublisher.Smtp.Tests.Agents.Content;

public sealed class ContentFilterTests
{
    private const string Bypassed = "not available: content filtering was bypassed.";
    private const string Level = "X-MS-Exchange-Organization-SCL: ";

    private const string Phish = """
        From: "PayPal Service" <kx83j2zq9@qzvtrwpk.xyz>
        To: bob@example.com
        Subject: Your account has been limited, bob@example.com
        Date: Mon, 3 Mar 2025 10:00:00 +0000
        Message-ID: <1@qzvtrwpk.xyz>
        Content-Type: text/html; charset=utf-8

        <p>Dear customer, verify your account within 24 hours. Log in now.</p>
        <a href="http://192.0.2.7/login?u=bob@example.com">https://www.paypal.com/signin</a>
        """;

    private static readonly ContentFilterPolicy s_filter = new()
    {
        Location = SourceLocation.BuiltIn,
        BlockPhrases = ["stock tip", "wonder pill"],
        AllowPhrases = ["order AW-"],
    };

    [Fact]
    public async Task Spam_is_refused_with_reasons_that_hold_no_word_of_it()
    {
        await using var rig = await StartAsync(s_filter);
        await SendAsync(rig, Phish, "550 5.7.1 Message rejected due to content restrictions (");
        Assert.Empty(rig.Inner.Messages);
        var found = Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding;
        Assert.True(found.Scl >= 7);
        Assert.Contains("FROM_FOREIGN_BRAND +2.2", found.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain("paypal", found.Evidence, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Subject: x\n\nBuy this stock tip today", "550 5.7.1 Message rejected due to content restrictions (", 9)]
    [InlineData("Subject: A Wonder  PILL\n\nx", "550 5.7.1", 9)]
    [InlineData("Subject: livestock tips\n\nx", "250", null)]
    [InlineData("Subject: order AW-17\n\nNo stock tip, promised.", "250", 0)]
    public async Task Phrases_of_the_operator_decide(string message, string reply, int? level)
    {
        await using var rig = await StartAsync(s_filter);
        await SendAsync(rig, message, reply);
        var found = Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding;
        Assert.True(level is null ? found.Scl < 5 : found.Scl == level, $"{found.Scl}");
    }

    [Fact]
    public async Task What_is_delivered_has_its_level_and_above_the_level_of_junk_a_mark()
    {
        await using var rig = await StartAsync(s_filter with { Thresholds = SclThresholds.None });
        await SendAsync(rig, "Subject: stock tip\n\nx", "250");
        await SendAsync(rig, "From: ann@client.example\nSubject: minutes\n\nThe minutes are in the folder.", "250");
        Assert.StartsWith($"{Level}9\r\nX-Spam-Flag: YES\r\nReceived: ", Sorted(Text(rig, 0)), StringComparison.Ordinal);
        Assert.Matches($"^{Level}[0-4]\r\nReceived: ", Text(rig, 1));
    }

    [Fact]
    public async Task Nothing_is_judged_that_all_recipients_want()
    {
        await using var rig = await StartAsync(s_filter, new SafelistEntry("bob@example.com", SafelistKind.SafeSender, "ann@client.example"));
        await SendAsync(rig, Phish, "250");
        Assert.StartsWith($"{Level}-1\r\n", Text(rig, 0), StringComparison.Ordinal);
        Assert.Equal(Bypassed, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Evidence);
    }

    [Fact]
    public async Task One_recipient_who_said_nothing_has_it_judged()
    {
        await using var rig = await StartAsync(s_filter, new SafelistEntry("bob@example.com", SafelistKind.SafeSender, "ann@client.example"));
        await SendAsync(rig, Phish, "550 5.7.1 Message rejected due to content restrictions (", "bob@example.com", "carol@example.com");
    }

    [Fact]
    public async Task A_list_that_a_recipient_reads_and_a_sender_seen_in_From_count()
    {
        await using var rig = await StartAsync(
            s_filter,
            new SafelistEntry("bob@example.com", SafelistKind.SafeRecipient, "list@lists.example.net"),
            new SafelistEntry("carol@example.com", SafelistKind.SafeSender, "friend@friends.example.net"));
        await SendAsync(rig, "To: list@lists.example.net\nSubject: stock tip\n\nx", "250");
        await SendAsync(rig, "From: friend@friends.example.net\nSubject: stock tip\n\nx", "250", "carol@example.com");
        await SendAsync(rig, "From: friend@friends.example.net, other@example.org\nSubject: stock tip\n\nx", "550", "carol@example.com");
    }

    [Theory]
    [InlineData("ann@client.example", "x.example", "x@example.com", "250")]
    [InlineData("x@client.example", "client.example", "x@example.com", "250")]
    [InlineData("x@client.example", "x.example", "bob@example.com", "250")]
    [InlineData("x@client.example", "x.example", "x@example.com", "550")]
    public async Task The_exempt_are_not_judged(string sender, string domain, string recipient, string reply)
    {
        await using var rig = await StartAsync(s_filter with
        {
            ExemptSenders = new[] { sender.ToUpperInvariant() }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            ExemptDomains = new DomainList([new DomainPattern(domain)]),
            ExemptRecipients = new[] { recipient }.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        });
        await SendAsync(rig, "Subject: stock tip\n\nx", reply);
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_not_judged()
    {
        await using var rig = await StartAsync(s_filter with { MaximumSize = 100 });
        await SendAsync(rig, $"Subject: stock tip\n\n{new string('x', 100)}", "250");
        Assert.Equal(FindingKind.Noted, Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Kind);
    }

    private static async Task<ReceiveRig> StartAsync(ContentFilterPolicy filter, params SafelistEntry[] safe)
    {
        var state = StateStore.InMemory(TimeProvider.System);
        await state.Safelist.ImportAsync(safe, replaces: false);
        return await ReceiveRig.StartAsync(policy: policy => policy with { Agents = [filter] }, state: state);
    }

    private static Task SendAsync(ReceiveRig rig, string message, string reply, params string[] recipients)
    {
        var to = string.Concat((recipients.Length == 0 ? ["bob@example.com"] : recipients).Select(recipient => $"C: RCPT TO:<{recipient}>\nS: 250\n"));
        var content = string.Concat(message.Split('\n').Select(line => $"C:{(line.Length > 0 ? " " : "")}{line}\n"));
        return rig.TalkAsync($"S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\n{to}C: DATA\nS: 354\n{content}C: .\nS: {reply}");
    }

    private static string Text(ReceiveRig rig, int index) => Encoding.Latin1.GetString(rig.Inner.Messages.ElementAt(index));

    /// <summary>Of two stamps the order is nobody's business.</summary>
    private static string Sorted(string message)
    {
        var lines = message.Split("\r\n");
        Array.Sort(lines, 0, 2, StringComparer.Ordinal);
        return string.Join("\r\n", lines);
    }
}
