using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents.Content;

/// <summary>What a real rspamd and a real spamd say of mail that comes by SMTP.</summary>
public sealed class RealScorersTests(SpamFiltersFixture filters) : IClassFixture<SpamFiltersFixture>
{
    // In halves: other filters look for the string, and this file is none of their business.
    private const string Test = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE" + "-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private const string Header = "From: ann@client.example\nTo: bob@example.com\nSubject: minutes\nDate: Mon, 3 Mar 2025 10:00:00 +0000\nMessage-ID: <4711.abc@client.example>\n\n";

    [FactNeedingSpamFilters]
    public async Task A_rspamd_has_its_test_message_refused() => Assert.Contains("rspamd reject", await RefusedAsync(filters.Rspamd), StringComparison.Ordinal);

    [FactNeedingSpamFilters]
    public async Task A_spamd_has_its_test_message_refused() => Assert.Contains("GTUBE", await RefusedAsync(filters.Spamd), StringComparison.Ordinal);

    [FactNeedingSpamFilters]
    public async Task Honest_mail_passes_both()
    {
        await using var rig = await StartAsync(filters.Rspamd, filters.Spamd);
        await SendAsync(rig, Header + "The minutes of the meeting are in the folder.", "250");
        var evidence = Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding.Evidence;
        Assert.Contains("; rspamd no action ", evidence, StringComparison.Ordinal);
        Assert.Contains("; spamd ", evidence, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(ExternalScorerPolicy scorer)
    {
        await using var rig = await StartAsync(scorer);
        await SendAsync(rig, Header + Test, "550 5.7.1 Message rejected due to content restrictions (");
        var found = Assert.Single((await rig.Records.NextMessageAsync()).Findings).Finding;
        Assert.Equal(9, found.Scl);
        return found.Evidence;
    }

    private static Task<ReceiveRig> StartAsync(params ExternalScorerPolicy[] scorers) => ReceiveRig.StartAsync(
        policy: policy => policy with { Agents = [new ContentFilterPolicy { Location = SourceLocation.BuiltIn, Scorers = [.. scorers], Timeout = TimeSpan.FromMinutes(1) }] });

    private static Task SendAsync(ReceiveRig rig, string message, string reply) => rig.TalkAsync(
        "S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\n"
        + string.Concat(message.Split('\n').Select(line => $"C:{(line.Length > 0 ? " " : "")}{line}\n")) + $"C: .\nS: {reply}");
}
