using System.Text;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>What content costs the publisher in memory: what the spool may hold, however much goes through.</summary>
[Collection(Measuring.Collection)]
public sealed class MailMemoryTests(PublishedMail mail, ITestOutputHelper output) : IClassFixture<PublishedMail>
{
    private const int MiB = 1024 * 1024;
    private const int Parallel = 8;

    // In base64 each of the eight messages is 41 MiB long, of which the spool holds a quarter of one in memory. The rest is room for the runtime's heaps.
    private const long Bound = 64L * MiB;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private static readonly byte[] s_attached = SampleMessages.WithAttachment("memory", 30 * MiB, seed: 2);

    // The first of its lines, which bears its name, differs.
    private static readonly byte[] s_rest = s_attached[(s_attached.AsSpan().IndexOf("Message-ID: <memory@"u8) + "Message-ID: <memory"u8.Length)..];

    [FactNeeding(Need.Mail)]
    public async Task Eight_attachments_of_thirty_megabytes_go_through_at_once_in_flat_memory()
    {
        var process = mail.Edge.Process;
        await DeliverAsync("memory-first");
        var before = process.ResidentBytes;

        var transfers = Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => DeliverAsync($"memory-{i}")));
        var highest = before;
        while (!transfers.IsCompleted)
        {
            highest = Math.Max(highest, process.ResidentBytes);
            await Task.WhenAny(transfers, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await transfers;
        output.WriteLine($"memory: {before / MiB} MiB before, {highest / MiB} MiB at most");
        Assert.True(highest - before < Bound, $"memory grew from {before / MiB} to {highest / MiB} MiB");

        await using var mailbox = await mail.Servers.OpenMailboxAsync(RealMail.Bob);
        for (var i = 0; i < Parallel; i++)
        {
            var delivered = await mailbox.WaitForMessageAsync(SampleMessages.IdOf($"memory-{i}"), s_patience);
            Assert.True(delivered.AsSpan().EndsWith(s_rest), $"message {i} is not what was sent");
        }
    }

    private async Task DeliverAsync(string id)
    {
        using var client = await SmtpDialog.GreetAsync(mail.Edge.Internet);
        await client.SecureAsync(MailEdge.PublishedName, mail.Edge.PublicAuthorityPath);
        await client.AskAsync("MAIL FROM:<sender@example.net>", "250");
        await client.AskAsync($"RCPT TO:<{RealMail.Bob.Address}>", "250");
        await client.AskAsync("DATA", "354");
        await client.SendAsync(Encoding.ASCII.GetBytes($"Message-ID: <{id}"));

        // No line of it begins with a dot.
        await client.SendAsync(s_rest);
        await client.AskAsync(".", "250");
    }
}
