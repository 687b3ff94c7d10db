using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>
/// The publisher, or the inner server, is killed at random instants while a real server delivers. A 250 is a promise: what was promised is in the mailbox, whole, and
/// what was not is tried again by the sender.
/// </summary>
public sealed partial class NothingLostTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 20261121;
    private const int TraceFields = 6;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly MailEdge _edge = new("nothing-lost");
    private readonly Random _random = new(Seed);
    private RealMail? _servers;
    private int _sent;

    private RealMail Servers => _servers ??= new RealMail(_edge, "nothing-lost");

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _edge.DisposeAsync();
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    [FactNeeding(Need.Mail)]
    public Task Two_hundred_messages_survive_kills_of_both() => DeliverAsync(batch: 40, kills: 4, kill => kill == 0);

    [FactNeeding(Need.Mail)]
    [Trait("Category", "Slow")]
    public Task A_thousand_messages_survive_kills_of_the_publisher() => DeliverAsync(batch: 40, kills: 24, _ => false);

    [FactNeeding(Need.Mail)]
    [Trait("Category", "Slow")]
    public Task A_thousand_messages_survive_kills_of_the_inner_server() => DeliverAsync(batch: 100, kills: 9, _ => true);

    // A batch before each kill and one behind the last.
    private async Task DeliverAsync(int batch, int kills, Func<int, bool> isOfInner)
    {
        await StartAsync();

        for (var kill = 0; kill < kills; kill++)
        {
            // The moment is somewhere among the deliveries of a batch. By the clock it would often come behind them, on a machine that is fast.
            var before = _edge.Process.Log.Count(IsDelivery);
            var sending = SendAsync(batch);
            await _edge.Process.Log.WaitForAsync("that many deliveries", IsDelivery, before + _random.Next(1, batch * 2 / 3), s_patience);
            if (isOfInner(kill))
            {
                await Servers.KillInnerAsync();
                await sending;
                await Servers.UpAsync();
            }
            else
            {
                await _edge.KillAsync();
                await sending;
                await _edge.RestartAsync();
            }

            await Servers.FlushAsync();
        }

        await SendAsync(batch);
        var delivered = await ArrivedAsync();
        output.WriteLine($"{_sent} messages sent with {kills} kills, {delivered} in the mailbox");

        // Proof that the kills met deliveries, and did not fall between them.
        Assert.Matches(@"lost connection with|Connection refused|said: 451 4\.4\.", Servers.OutsideLog());
    }

    private async Task StartAsync()
    {
        await Servers.UpAsync();
        await _edge.StartAsync($$"""
            trustedRoots: { inner: {{Servers.Authority}} }
            acceptedDomains:
              - { name: example.test }
            receiveConnectors:
              - name: internet
                listen: ["{{_edge.Internet}}"]
                certificate: mail
                limits: { perSource: 100, messagesPerMinute: 100000 }
            sendConnectors:
              - name: to-mailboxes
                domains: [example.test]
                servers: ["{{Servers.Inner}}"]
                certificate: { trustedRoots: [inner], name: {{RealMail.InnerName}} }
            """);
    }

    private static bool IsDelivery(string line) => line.Contains("] Delivered from ", StringComparison.Ordinal);

    /// <summary>Hands a batch to the outer Postfix, which is in charge of it from then on.</summary>
    private async Task SendAsync(int batch)
    {
        using var client = await SmtpDialog.GreetAsync(Servers.Outside);
        for (var i = 0; i < batch; i++)
        {
            await client.DeliverAsync("sender@example.net", RealMail.Alice.Address, MessageOf(_sent));
            _sent++;
        }
    }

    /// <summary>Waits until every message that was sent is in the mailbox, and checks each that is there to the last octet. Returns how many there are.</summary>
    private async Task<int> ArrivedAsync()
    {
        await using var mailbox = await Servers.OpenMailboxAsync(RealMail.Alice);
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var messages = await mailbox.MessagesAsync();
            var arrived = new HashSet<int>();
            foreach (var source in messages)
            {
                var rest = DeliveredMessage.Split(source, TraceFields).Rest;
                var number = int.Parse(Number().Match(Encoding.Latin1.GetString(rest)).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
                Assert.True(rest.AsSpan().SequenceEqual(MessageOf(number)), $"message {number} is not what was sent");
                arrived.Add(number);
            }

            if (arrived.Count == _sent)
            {
                return messages.Count;
            }

            if (Stopwatch.GetElapsedTime(begun) > s_patience)
            {
                Assert.Fail($"missing: {string.Join(' ', Enumerable.Range(0, _sent).Except(arrived))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    // Of every length up to a few packets, and now and then long enough for a file of the spool.
    private static byte[] MessageOf(int number) =>
        SampleMessages.WithAttachment(number.ToString(CultureInfo.InvariantCulture), number % 25 == 24 ? 400_000 : number * 7919 % 20_000, seed: number);

    [GeneratedRegex(@"^Subject: (?<number>\d+)\r", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
