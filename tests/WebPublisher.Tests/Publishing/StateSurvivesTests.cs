using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using WebPublisher.Certificates;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Addresses;
using WebPublisher.State.Held;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Publishing;

/// <summary>The executable as a process of its own, killed where it stands.</summary>
public sealed class StateSurvivesTests : IDisposable
{
    private const string Kill = "KILL";
    private const int Clients = 8;
    private const int Enough = 100;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public StateSurvivesTests()
    {
        new DevelopmentCertificates(TimeProvider.System).Write(_directory.PathOf("certs"), ["mail.example.com"], [], force: false);
        _directory.Write("policy.yaml", """
            version: 1
            server: { fqdn: mail.example.com }
            operations: { listen: off }
            certificates: { mail: { chain: certs/public.pem, key: certs/public.key } }
            acceptedDomains: [{ name: example.com }]
            receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], certificate: mail, tarpit: 0s }]
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:1"], tls: off }]
            agents:
              - connectionFilter: {}
            """);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_a_command_blocks_is_blocked_when_the_command_ends_and_after_the_server_was_killed()
    {
        await using (var server = Start())
        {
            var endPoint = await EndPointAsync(server);
            await SayAsync(endPoint, "S: 250 2.1.0");

            // The command has the server do it: there is nothing to wait for.
            Assert.Equal(0, (await ProcessRun.OfAsync(_directory.PathOf(""), [], "ip", "block", "127.0.0.1", "--policy", "policy.yaml")).Code);
            await SayAsync(endPoint, "S: 550 5.7.1");

            server.Signal(Kill);
            await server.ExitCodeAsync();
        }

        await using var again = Start();
        await SayAsync(await EndPointAsync(again), "S: 550 5.7.1");
    }

    [Fact]
    public async Task What_another_process_writes_into_the_state_is_followed_within_a_second()
    {
        await using var server = Start();
        var endPoint = await EndPointAsync(server);
        await SayAsync(endPoint, "S: 250 2.1.0");

        // The best of several, because others may hold the processor.
        var noticed = await BlockAsync(server, "127.0.0.1");
        for (var round = 1; round < 10 && noticed > TimeSpan.FromSeconds(1); round++)
        {
            noticed = await BlockAsync(server, $"192.0.2.{round}");
        }

        Assert.InRange(noticed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await SayAsync(endPoint, "S: 550 5.7.1");
    }

    [Fact]
    public async Task Of_a_server_that_is_killed_every_held_message_is_whole_or_its_client_had_no_250()
    {
        await using var inner = InnerServer.Start();
        var policy = File.ReadAllText(_directory.PathOf("policy.yaml")).Replace("127.0.0.1:1\"", $"{inner.Server.Authority}\"", StringComparison.Ordinal);
        _directory.Write("policy.yaml", policy + "\nscreener: [{ name: All, keyword: { words: [secret] }, action: hold }]\n");
        var taken = new ConcurrentBag<string>();
        await using (var server = Start())
        {
            var endPoint = await EndPointAsync(server);
            var clients = Enumerable.Range(0, Clients).Select(number => SubmitAsync(endPoint, number, taken)).ToArray();
            var begun = TimeProvider.System.GetTimestamp();
            while (taken.Count < Enough && clients.All(client => !client.IsCompleted))
            {
                Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, s_patience);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }

            server.Signal(Kill);
            await Task.WhenAll(clients).WaitAsync(s_patience);
        }

        Assert.InRange(taken.Count, Enough, int.MaxValue);
        Assert.Empty(inner.Messages);
        var held = await HeldAsync();
        Assert.Subset(held.Select(message => message.Subject).ToHashSet(StringComparer.Ordinal), taken.ToHashSet(StringComparer.Ordinal));
        foreach (var message in held)
        {
            var content = await File.ReadAllTextAsync(_directory.PathOf($"state/held/{message.Reference}.eml"));
            Assert.Equal(message.Size, content.Length);
            Assert.EndsWith($"\r\n\r\nThe secret of {message.Subject}.\r\n", content, StringComparison.Ordinal);
        }

        await using (var again = Start())
        {
            await EndPointAsync(again);
            Assert.Equal(
                held.Select(message => $"{message.Reference}.eml").Order(StringComparer.Ordinal),
                Directory.EnumerateFiles(_directory.PathOf("state/held")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    private RunningProcess Start() => new(_directory.PathOf(""), "run", "--policy", "policy.yaml");

    private static async Task<IPEndPoint> EndPointAsync(RunningProcess server)
    {
        var line = await server.SaysAsync("Receive connector internet serves ");
        return new IPEndPoint(IPAddress.Loopback, int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
    }

    // How long after it is written the server says that it knows.
    private async Task<TimeSpan> BlockAsync(RunningProcess server, string address)
    {
        var before = server.Said.Length;
        await using (var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state"), WatchInterval = Timeout.InfiniteTimeSpan }))
        {
            Assert.Null(WrittenValue.Read<AddressRange>(address, out var range));
            await state.Addresses.AddAsync(AddressListKind.Block, range, expires: null, comment: null, EntryOrigin.Operator);
        }

        var begun = TimeProvider.System.GetTimestamp();
        await server.SaysAsync("Another process has changed Addresses", before);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    private static async Task SayAsync(IPEndPoint endPoint, string answer)
    {
        await using var client = await SmtpClient.ConnectAsync(endPoint);
        await client.TalkAsync($"S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<ann@example.org>\n{answer}");
    }

    // Until the server is gone: what it has answered with 250 by then has to be there.
    private static async Task SubmitAsync(IPEndPoint endPoint, int client, ConcurrentBag<string> taken)
    {
        try
        {
            await using var connection = await SmtpClient.ConnectAsync(endPoint);
            await connection.TalkAsync("S: 220\nC: HELO client.example\nS: 250\n");
            for (var number = 0; ; number++)
            {
                var subject = $"message {client}-{number}";
                foreach (var (said, expected) in new[] { ("MAIL FROM:<ann@example.org>", "250"), ("RCPT TO:<bob@example.com>", "250"), ("DATA", "354"), ($"Subject: {subject}\r\n\r\nThe secret of {subject}.\r\n.", "250") })
                {
                    await connection.SayAsync($"{said}\r\n");
                    Assert.StartsWith(expected, await connection.ReadLineAsync() ?? throw new EndOfStreamException(), StringComparison.Ordinal);
                }

                taken.Add(subject);
            }
        }
        catch (IOException)
        {
            // Killed.
        }
    }

    private async Task<IReadOnlyList<HeldMessage>> HeldAsync()
    {
        await using var state = StateStore.Open(new StateOptions { Directory = _directory.PathOf("state") });
        return await state.Held.ListAsync();
    }
}
