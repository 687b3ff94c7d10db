using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Peers that are many and say nothing: what they cost in memory.</summary>
[Collection(Measuring.Collection)]
public sealed class MailCrowdTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;
    private const int FullCrowd = 10_000;

    // Some files are the process's own.
    private static readonly int s_crowd = (int)Math.Min(FullCrowd, OpenFiles.Limit - 1_000);
    private readonly MailEdge _edge = new("mail-crowd");
    private readonly ConcurrentBag<SmtpDialog> _crowd = [];

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var client in _crowd)
        {
            client.Dispose();
        }

        await _edge.DisposeAsync();
    }

    [Fact]
    public Task Ten_thousand_idle_connections_take_less_than_500_MiB_and_mail_still_comes_through() => CrowdAsync(underTls: false, bound: 500);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Ten_thousand_idle_connections_under_TLS_take_less_than_640_MiB_and_mail_still_comes_through() => CrowdAsync(underTls: true, bound: 640);

    // Under TLS the greater part is OpenSSL's: two buffers for records of 16 KiB each, which it keeps while the connection lasts.
    // Fewer come where a process may not open as many files (ulimit -Hn); each may take as much. The process alone takes some 100 MiB.
    private async Task CrowdAsync(bool underTls, long bound)
    {
        const long Alone = 100;
        Assert.True(s_crowd >= 2_000, $"a process may open only {OpenFiles.Limit} files (ulimit -Hn): too few to judge by");
        using var inner = new HangingServer("none");
        await _edge.StartAsync($$"""
            acceptedDomains:
              - { name: example.test }
            receiveConnectors:
              - name: internet
                listen: ["{{_edge.Internet}}"]
                certificate: mail
                limits: { sessionTimeout: 1h, idleTimeout: 1h, connections: 20000, perSource: 100 }
            sendConnectors:
              - { name: to-example.test, domains: [example.test], servers: ["{{inner.EndPoint}}"], tls: off }
            """);
        var before = _edge.Process.ResidentBytes;
        var begun = Stopwatch.GetTimestamp();

        // From 127.78.0.1 on, a hundred of each address.
        await Parallel.ForAsync(0, s_crowd, new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (i, _) =>
        {
            var client = await SmtpDialog.ConnectAsync(_edge.Internet, new IPAddress([127, 78, 0, (byte)(1 + (i / 100))]));
            _crowd.Add(client);
            await client.ExpectAsync("220");
            await client.AskAsync("EHLO client.example.net", "250");
            if (underTls)
            {
                await client.SecureAsync(MailEdge.PublishedName, _edge.PublicAuthorityPath);
            }
        });

        using var another = await SmtpDialog.GreetAsync(_edge.Internet);
        await another.DeliverAsync("sender@example.net", "alice@example.test", SampleMessages.Message("another", "", "Body.\r\n"));
        var after = _edge.Process.ResidentBytes;
        output.WriteLine($"{s_crowd} connections in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s: {before / MiB} MiB before, {after / MiB} MiB with them");
        Assert.True(after - before < (bound - Alone) * MiB * s_crowd / FullCrowd, $"{before / MiB} MiB grew to {after / MiB} MiB by {s_crowd} connections");
        Assert.True(s_crowd < FullCrowd || after < bound * MiB, $"{after / MiB} MiB");
        await _crowd.First().AskAsync("NOOP", "250");
    }
}
