using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Agents;

/// <summary>Somebody guesses recipients, one after the other, and the inner server knows which of them exist.</summary>
public sealed class DirectoryHarvestTests
{
    private const string Begin = "S: 220\nC: HELO harvest.example\nS: 250\nC: MAIL FROM:<harvest@contoso.com>\nS: 250\n";

    private static readonly TimeSpan s_patience = TimeSpan.FromHours(12);

    [Fact]
    public async Task Each_wrong_guess_costs_five_seconds_each_right_one_nothing_and_the_fifth_wrong_one_the_session()
    {
        var time = new ManualTimeProvider();
        var inner = InnerServer.With(async (session, line) =>
        {
            if (!line.StartsWith("RCPT TO:<guess", StringComparison.Ordinal))
            {
                return false;
            }

            await session.ReplyAsync("550 5.1.1 <guess>: Recipient address rejected: User unknown in local recipient table");
            return true;
        });
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with
            {
                Tarpit = TimeSpan.FromSeconds(5),
                Limits = new ReceiveLimits { IdleTimeout = s_patience, SessionTimeout = TimeSpan.FromHours(24) },
            },
            inner,
            policy: policy => policy with
            {
                // The clock of the test may run ahead of the inner server's answers.
                SendConnectors = [policy.SendConnectors[0] with { ConnectTimeout = s_patience, CommandTimeout = s_patience }],
                Agents = [new RecipientFilterPolicy { Location = SourceLocation.BuiltIn, Validation = RecipientValidation.InnerServer }],
            },
            time: time);
        await using var client = await rig.ConnectAsync();
        await using var parallel = await rig.ConnectAsync();
        await client.TalkAsync(Begin);
        await parallel.TalkAsync(Begin);
        for (var number = 1; number <= 5; number++)
        {
            // The clock stands still: what is answered now is answered at once.
            await client.TalkAsync($"C: RCPT TO:<user{number}@example.com>\nS: 250 2.1.5 Recipient OK");

            var begun = time.GetUtcNow();
            await client.SayAsync($"RCPT TO:<guess{number}@example.com>\r\n");
            var answer = client.ReadLineAsync();
            await parallel.TalkAsync($"C: RCPT TO:<other{number}@example.com>\nS: 250 2.1.5 Recipient OK");
            Assert.False(answer.IsCompleted);
            await time.AdvanceUntilAsync(answer, TimeSpan.FromMilliseconds(50));
            Assert.StartsWith("550 5.1.1 User unknown (", await answer, StringComparison.Ordinal);
            Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(5));
        }

        await time.AdvanceUntilAsync(client.TalkAsync("S: 421 4.7.0 Too many errors\nS: (closed)"), TimeSpan.FromMilliseconds(50));
        await parallel.TalkAsync("C: NOOP\nS: 250");
    }
}
