using System.Text;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.State;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Tests.Holding;

public sealed class HeldReleaseTests : IAsyncLifetime
{
    private const string Content = "Received: x\r\nSubject: y\r\n\r\n.dot\r\n";

    private readonly RelayRig _rig = new();
    private readonly StateStore _state = StateStore.InMemory(TimeProvider.System);
    private readonly InnerServer _hub = InnerServer.Start();
    private bool _hubIsFull;
    private InnerServer _other = null!;
    private HoldStore _store = null!;

    public Task InitializeAsync()
    {
        _other = InnerServer.With(async (session, command) =>
        {
            if (!_hubIsFull || !command.StartsWith("RCPT", StringComparison.Ordinal))
            {
                return false;
            }

            await session.ReplyAsync("452 4.2.2 Mailbox full");
            return true;
        });
        _store = new HoldStore(_rig.Directory.Path, _state.Held, HoldPolicy.Default, TimeProvider.System, _rig.Log);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _other.DisposeAsync();
        await _state.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task A_message_goes_to_the_servers_of_its_recipients_with_its_envelope_and_octets()
    {
        var held = await HoldAsync(new("bob@example.com", "NOTIFY=NEVER"), new("carol@other.example"), new("dan@example.com"));

        var released = await ReleaseAsync(held);

        Assert.Equal(HeldState.Released, released.State);
        Assert.All(released.Recipients, recipient => Assert.StartsWith("250", recipient.Answer, StringComparison.Ordinal));
        Assert.Equal(Content, Encoding.Latin1.GetString(Assert.Single(_hub.Messages)));
        Assert.Equal(Content, Encoding.Latin1.GetString(Assert.Single(_other.Messages)));
        Assert.Equal(["RCPT TO:<bob@example.com> NOTIFY=NEVER", "RCPT TO:<dan@example.com>"], _hub.Lines.Where(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
        Assert.Contains(_hub.Lines, line => line.StartsWith("MAIL FROM:<ann@example.org> ", StringComparison.Ordinal) && line.Contains("RET=HDRS", StringComparison.Ordinal));
        Assert.False(File.Exists(_rig.Directory["held/REF.eml"]));
    }

    [Fact]
    public async Task Who_was_refused_gets_it_the_next_time_and_the_others_not_again()
    {
        var held = await HoldAsync(new HeldRecipient("bob@example.com"), new HeldRecipient("carol@other.example"));
        _hubIsFull = true;

        var partly = await ReleaseAsync(held);
        Assert.Equal(HeldState.Held, partly.State);
        Assert.Equal([true, false], partly.Recipients.Select(recipient => recipient.IsReleased));
        Assert.Contains("452", partly.Recipients[1].Answer, StringComparison.Ordinal);
        Assert.True(File.Exists(_rig.Directory["held/REF.eml"]));

        _hubIsFull = false;
        var released = await ReleaseAsync(partly);
        Assert.Equal(HeldState.Released, released.State);
        Assert.Single(_hub.Messages);
        Assert.Single(_other.Messages);
    }

    [Fact]
    public async Task Without_a_server_that_can_be_reached_it_stays()
    {
        var held = await HoldAsync(new HeldRecipient("bob@example.com"), new HeldRecipient("eve@nowhere.example"));
        await _hub.DisposeAsync();

        var still = await ReleaseAsync(held);

        Assert.Equal(HeldState.Held, still.State);
        Assert.StartsWith("451", still.Recipients[0].Answer, StringComparison.Ordinal);
        Assert.Equal("no send connector carries it", still.Recipients[1].Answer);
    }

    [Fact]
    public async Task Two_do_not_release_it_at_once()
    {
        var held = await HoldAsync(new HeldRecipient("bob@example.com"));
        await using var first = _store.OpenAlone(held);

        await Assert.ThrowsAnyAsync<IOException>(() => ReleaseAsync(held));

        Assert.Empty(_hub.Messages);
    }

    [Fact]
    public async Task A_file_that_was_cut_short_does_not_go_out()
    {
        var held = await HoldAsync(new HeldRecipient("bob@example.com"));
        await File.WriteAllTextAsync(_rig.Directory["held/REF.eml"], "Subject");

        await Assert.ThrowsAnyAsync<IOException>(() => ReleaseAsync(held));

        Assert.Empty(_hub.Messages);
    }

    private async Task<HeldMessage> HoldAsync(params HeldRecipient[] recipients)
    {
        using var content = new MemoryStream(Encoding.Latin1.GetBytes(Content));
        var message = new HeldMessage
        {
            Reference = "REF",
            Received = TimeProvider.System.GetUtcNow(),
            Connector = "internet",
            Client = "192.0.2.1",
            Sender = "ann@example.org",
            MailParameters = "SIZE=10 RET=HDRS",
            Recipients = [.. recipients],
            Agent = "test",
            Reason = "Tested",
            Size = 0,
        };
        return (await _store.KeepAsync(message, ReadOnlyMemory<byte>.Empty, content, CancellationToken.None))!;
    }

    private Task<HeldMessage> ReleaseAsync(HeldMessage message)
    {
        var policy = new MailPolicy
        {
            AcceptedDomains = [],
            ReceiveConnectors = [],
            SendConnectors = [Route("example.com", _hub), Route("other.example", _other)],
            SmtpFilter = SmtpFilterPolicy.Default,
        };
        return new HeldRelease(policy, _rig.Relay, _store, _state.Held, _rig.Area).RunAsync(message, CancellationToken.None);
    }

    private static SendConnector Route(string domain, InnerServer server) => RelayRig.Connector(server) with { Domains = [new DomainPattern(domain)] };
}
