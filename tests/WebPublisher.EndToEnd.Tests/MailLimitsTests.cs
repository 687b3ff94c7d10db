using System.Text;
using WebPublisher.EndToEnd.Tests.Mail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Peers that are slow, silent or deaf. Each ends by a time-out of the policy; none needs another to wait.</summary>
public sealed class MailLimitsTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    // Beyond the time-outs of the policy, and far below those that hold where a policy sets none.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(50);
    private readonly MailEdge _edge = new("mail-limits");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _edge.DisposeAsync();

    [Fact]
    public async Task An_inner_server_that_hangs_at_whatever_step_costs_the_sender_a_451()
    {
        string[] steps = ["banner", "EHLO", "MAIL", "RCPT", "DATA", "content", "dot"];
        var inner = steps.ToDictionary(step => step, step => new HangingServer(step));
        try
        {
            await StartAsync("sessionTimeout: 1h, idleTimeout: 1h", inner.ToDictionary(server => $"{server.Key}.example.test", server => server.Value));
            await Task.WhenAll(steps.Select(DeliverAsync)).WaitAsync(s_patience);
        }
        finally
        {
            foreach (var server in inner.Values)
            {
                server.Dispose();
            }
        }

        async Task DeliverAsync(string step)
        {
            using var client = await SmtpDialog.GreetAsync(_edge.Internet);
            await client.AskAsync("MAIL FROM:<sender@example.net>", "250");
            if (step is "banner" or "EHLO" or "MAIL" or "RCPT")
            {
                await client.AskAsync($"RCPT TO:<alice@{step}.example.test>", "451 4.4.");
            }
            else
            {
                await client.AskAsync($"RCPT TO:<alice@{step}.example.test>", "250");
                await client.AskAsync("DATA", "354");
                await client.SendAsync(SampleMessages.WithAttachment("hanging", step == "content" ? 8 * MiB : 1000, seed: 1));
                await client.AskAsync(".", "451 4.4.");
            }

            await client.AskAsync("QUIT", "221");
        }
    }

    [Fact]
    public async Task A_client_that_says_a_byte_a_second_is_left_when_its_session_has_lasted_long_enough()
    {
        using var inner = new HangingServer("none");
        await StartAsync("sessionTimeout: 10s, idleTimeout: 5s", inner);
        using var command = await SmtpDialog.GreetAsync(_edge.Internet);
        using var content = await SmtpDialog.GreetAsync(_edge.Internet);
        await content.AskAsync("MAIL FROM:<sender@example.net>", "250");
        await content.AskAsync("RCPT TO:<alice@example.test>", "250");
        await content.AskAsync("DATA", "354");

        await Task.WhenAll(DripUntilLeftAsync(command), DripUntilLeftAsync(content)).WaitAsync(s_patience);
        await LoggedAsync("SessionTimeout", command);
        await LoggedAsync("SessionTimeout", content);
    }

    [Fact]
    public async Task A_client_that_reads_no_reply_is_left()
    {
        using var inner = new HangingServer("none");
        await StartAsync("sessionTimeout: 1h, idleTimeout: 5s", inner);
        using var client = await SmtpDialog.GreetAsync(_edge.Internet);
        await client.AskAsync("MAIL FROM:<sender@example.net>", "250");
        var commands = string.Concat(Enumerable.Repeat("RCPT TO:<alice@example.test>\r\n", 10_000));
        var asking = AskForEverAsync();

        await LoggedAsync("IdleTimeout", client);
        await asking.WaitAsync(s_patience);

        async Task AskForEverAsync()
        {
            try
            {
                while (true)
                {
                    await client.SendAsync(Encoding.ASCII.GetBytes(commands));
                }
            }
            catch (IOException)
            {
                // Left.
            }
        }
    }

    [Fact]
    public async Task A_client_that_is_silent_at_the_handshake_is_left()
    {
        using var inner = new HangingServer("none");
        await StartAsync("sessionTimeout: 1h, idleTimeout: 5s", inner);
        using var client = await SmtpDialog.GreetAsync(_edge.Internet);
        await client.AskAsync("STARTTLS", "220");
        Assert.Null(await client.ReadReplyAsync().WaitAsync(s_patience));
        await LoggedAsync("TlsFailed", client);
    }

    private Task StartAsync(string limits, HangingServer inner) => StartAsync(limits, new Dictionary<string, HangingServer> { ["example.test"] = inner });

    private Task StartAsync(string limits, IReadOnlyDictionary<string, HangingServer> innerByDomain) => _edge.StartAsync($$"""
        acceptedDomains:
        {{string.Join('\n', innerByDomain.Keys.Select(domain => $"  - {{ name: {domain} }}"))}}
        receiveConnectors:
          - name: internet
            listen: ["{{_edge.Internet}}"]
            certificate: mail
            limits: { {{limits}} }
        sendConnectors:
        {{string.Join('\n', innerByDomain.Select(inner =>
            $"  - {{ name: to-{inner.Key}, domains: [{inner.Key}], servers: [\"{inner.Value.EndPoint}\"], tls: off, timeouts: {{ connect: 5s, command: 5s, final: 10s }} }}"))}}
        """);

    private async Task LoggedAsync(string end, SmtpDialog client)
    {
        var wanted = $"SMTP session ended: {end} ";
        await _edge.Process.Log.WaitForAsync(
            wanted, line => line.Contains(wanted, StringComparison.Ordinal) && line.Contains($" client={client.Local} ", StringComparison.Ordinal), s_patience);
    }

    private static async Task DripUntilLeftAsync(SmtpDialog client)
    {
        var farewell = client.ReadReplyAsync();
        while (!farewell.IsCompleted)
        {
            try
            {
                await client.SendAsync("N"u8.ToArray());
            }
            catch (IOException)
            {
                // Left, and the farewell may have been lost with it.
                break;
            }

            await Task.WhenAny(farewell, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        }

        await farewell;
    }
}
