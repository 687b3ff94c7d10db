using System.Net;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.Smtp.Tests.Receive;

public sealed class SmtpConnectionHandlerTests
{
    private static readonly IPNetwork s_loopback = new(IPAddress.Loopback, 32);

    [Fact]
    public async Task Clients_the_connector_does_not_serve_are_refused_before_anything_is_read()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { RemoteAddresses = new ClientAddressSet("office", [new IPNetwork(IPAddress.Parse("192.0.2.0"), 24)]) });
        await rig.TalkAsync("S: 554 5.7.1 Access denied (\nS: (closed)");
        Assert.Equal(SessionEnd.AddressRefused, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task One_connection_more_than_a_source_may_have_is_refused_until_another_ends()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Limits = new ReceiveLimits { PerSource = 1 } });
        await using var first = await rig.ConnectAsync();
        await first.TalkAsync("S: 220");
        await rig.TalkAsync("S: 421 4.3.2 The maximum number\nS: (closed)");
        Assert.Equal(SessionEnd.TooManyConnections, (await rig.Records.NextSessionAsync()).End);
        await first.TalkAsync("C: QUIT\nS: 221\nS: (closed)");
        await rig.Records.NextSessionAsync();
        await rig.TalkAsync("S: 220");
    }

    [Fact]
    public async Task A_load_balancer_tells_who_the_client_is()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { ProxyProtocolFrom = [s_loopback] });
        await rig.TalkAsync("C: PROXY TCP4 192.0.2.7 203.0.113.1 40000 25\nS: 220\nC: HELO client.example\nS: 250 mail.example.com Hello [192.0.2.7]\nC: QUIT\nS: 221");
        var record = await rig.Records.NextSessionAsync();
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:40000"), record.Client);
        Assert.Equal(IPAddress.Loopback, record.Balancer?.Address);
    }

    [Fact]
    public async Task A_load_balancer_that_tells_nothing_is_not_served()
    {
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { ProxyProtocolFrom = [s_loopback] });
        await rig.TalkAsync("C: EHLO client.example\nS: (closed)");
        Assert.Equal(SessionEnd.ProxyHeader, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_silent_client_is_told_and_left()
    {
        var time = new ManualTimeProvider();
        await using var rig = await ReceiveRig.StartAsync(time: time);
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220");
        var farewell = client.ReadLineAsync();
        await time.AdvanceUntilAsync(farewell, TimeSpan.FromSeconds(1));
        Assert.StartsWith("421 4.4.2 Connection timed out", await farewell, StringComparison.Ordinal);
        Assert.Null(await client.ReadLineAsync());
        Assert.Equal(SessionEnd.IdleTimeout, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_server_that_stops_says_so_to_a_client_that_waits_and_lets_content_come_to_its_end()
    {
        await using var rig = await ReceiveRig.StartAsync();
        await using var idle = await rig.ConnectAsync();
        await using var busy = await rig.ConnectAsync();
        await idle.TalkAsync("S: 220");
        await busy.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");
        var stopping = rig.StopAsync();
        await idle.TalkAsync("S: 421 4.3.2 Service not available\nS: (closed)");
        await busy.TalkAsync("C: x\nC: .\nS: 250 2.0.0 queued\nS: 421 4.3.2\nS: (closed)");
        await stopping;
        Assert.Single(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_server_that_takes_no_sessions_waits_for_a_handshake_as_long_as_ever_and_for_none_of_a_source_that_has_all_its_places()
    {
        var time = new ManualTimeProvider();
        using var certificate = CertificateCase.Make("good");
        await using var rig = await ReceiveRig.StartAsync(
            connector => connector with { Limits = new ReceiveLimits { PerSource = 1 } },
            services: services =>
            {
                services.Intake.IsClosed = true;
                return services;
            },
            certificate: certificate,
            implicitTls: true,
            time: time);
        await using var one = await rig.ConnectAsync();
        await using var other = await rig.ConnectAsync();

        // Either may have the place; the other ends without waiting for anything.
        var ends = Task.WhenAll(one.ReadLineAsync(), other.ReadLineAsync());
        Assert.Equal(SessionEnd.Stopping, (await rig.Records.NextSessionAsync()).End);
        Assert.False(ends.IsCompleted);
        await time.AdvanceUntilAsync(ends, TimeSpan.FromSeconds(1));
        Assert.All(await ends, Assert.Null);
        Assert.Equal(SessionEnd.TlsFailed, (await rig.Records.NextSessionAsync()).End);
    }

    [Fact]
    public async Task A_sender_who_drips_content_is_left()
    {
        var time = new ManualTimeProvider();
        await using var rig = await ReceiveRig.StartAsync(time: time);
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: HELO client.example\nS: 250\nC: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");
        var farewell = client.ReadLineAsync();
        while (!farewell.IsCompleted)
        {
            await client.SayAsync("x\r\n");
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(farewell, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None));
        }

        Assert.StartsWith("421 4.4.2", await farewell, StringComparison.Ordinal);
        Assert.Empty(rig.Inner.Messages);
    }

    [Fact]
    public async Task Refusals_are_held_back_one_by_one_and_other_sessions_are_not()
    {
        var time = new ManualTimeProvider();
        await using var rig = await ReceiveRig.StartAsync(connector => connector with { Tarpit = TimeSpan.FromSeconds(5) }, time: time);
        await using var client = await rig.ConnectAsync();
        await client.TalkAsync("S: 220\nC: EHLO client.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250 ");
        var begun = time.GetUtcNow();
        await client.TalkAsync("C: MAIL FROM:<>\nC: RCPT TO:<a@elsewhere.example>\nC: RCPT TO:<b@elsewhere.example>\nS: 250");
        var first = client.ReadLineAsync();
        await rig.TalkAsync("S: 220\nC: NOOP\nS: 250\nC: QUIT\nS: 221");
        Assert.False(first.IsCompleted);
        await time.AdvanceUntilAsync(first, TimeSpan.FromMilliseconds(100));
        Assert.StartsWith("550 5.7.1", await first, StringComparison.Ordinal);
        Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(5));

        // Counted from the beginning: the clock may have run on between the first reply and its reading.
        await time.AdvanceUntilAsync(client.ReadLineAsync(), TimeSpan.FromMilliseconds(100));
        Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_comes_under_tls_and_is_never_taken_disturbs_nothing_at_the_end()
    {
        using var certificate = CertificateCase.Make("good");
        await using var rig = await ReceiveRig.StartAsync(certificate: certificate);
        await rig.TalkAsync("S: 220\nC: EHLO client.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250 \nC: STARTTLS\nS: 220\nC: (tls)\nC: QUIT\nC: NOOP\nS: 221\nS: (closed)");
        await rig.StopAsync();
        Assert.Equal(0, rig.Log.Count(3301));
    }
}
