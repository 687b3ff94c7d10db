using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.EndPoints;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Tests.Dns;
using WebPublisher.Smtp.Tests.Screening.Milter;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Tests;

public sealed class SmtpHalfTests : IDisposable
{
    private const string Greeting = "S: 220\nC: HELO client.example\nS: 250\n";
    private const string Message = "C: MAIL FROM:<ann@example.org>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: Subject: hello\nC: \nC: text\nC: .\nS: 250 2.0.0\n";
    private const string Farewell = "C: QUIT\nS: 221\nS: (closed)";

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_message_reaches_the_inner_server_over_verified_tls()
    {
        await using var rig = new HalfRig(InnerServer.Start(CertificateCase.Make("good")));
        rig.Route = rig.Route with { Tls = SendTls.Required };
        await rig.StartAsync(HalfRig.Connector("internet"));

        await rig.TalkAsync("internet", Greeting + Message + Farewell);

        Assert.EndsWith("Subject: hello\r\n\r\ntext\r\n", Encoding.Latin1.GetString(Assert.Single(rig.Inner.Messages)), StringComparison.Ordinal);
        Assert.Equal(MessageOutcome.Delivered, (await rig.Records.NextMessageAsync()).Outcome);
    }

    [Fact]
    public async Task Both_ways_of_tls_are_spoken_with_the_certificate_of_the_connector()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(Secure("submission"), Secure("submissions", implicitTls: true));

        await rig.TalkAsync("submission", Greeting + "C: STARTTLS\nS: 220\nC: (tls)\nC: HELO client.example\nS: 250\n" + Message + Farewell);
        await rig.TalkAsync("submissions", "C: (tls)\n" + Greeting + Message + Farewell);

        Assert.Equal(2, rig.Inner.Messages.Count);
        Assert.NotNull((await rig.Records.NextSessionAsync()).TlsProtocol);

        // Once it has stopped, every session has come to its very end.
        await rig.StopAsync();
        Assert.DoesNotContain(rig.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Connectors_come_and_go_and_sessions_of_others_stay()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("kept"), HalfRig.Connector("old"));
        await using var kept = await rig.ConnectAsync("kept");
        await using var old = await rig.ConnectAsync("old");
        await kept.TalkAsync(Greeting);
        await old.TalkAsync(Greeting);
        var left = rig.Half.EndPoints.Single(e => e.Connector == "old").Address;

        await rig.ApplyAsync(HalfRig.Connector("kept"), HalfRig.Connector("new"));

        await old.TalkAsync("S: 421 4.3.2\nS: (closed)");
        await Assert.ThrowsAsync<SocketException>(() => SmtpClient.ConnectAsync(left));
        await rig.TalkAsync("new", Greeting + Farewell);
        await kept.TalkAsync(Message + Farewell);
        Assert.Single(rig.Inner.Messages);
    }

    [Fact]
    public async Task A_policy_without_mail_leaves_nothing_bound_and_one_with_mail_binds_again()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));

        await rig.ApplyAsync();
        Assert.Empty(rig.Half.EndPoints);

        await rig.ApplyAsync(HalfRig.Connector("internet"));
        await rig.TalkAsync("internet", Greeting + Message + Farewell);
    }

    [Fact]
    public async Task A_session_keeps_the_policy_it_began_with_and_the_next_one_has_the_new()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        await using var client = await rig.ConnectAsync("internet");
        await client.TalkAsync(Greeting);

        await rig.ApplyAsync(HalfRig.Connector("internet") with { Banner = "changed" });

        await client.TalkAsync(Message + Farewell);
        await rig.TalkAsync("internet", $"S: 220 {ReceiveRig.Fqdn} changed\n{Farewell}");
    }

    [Fact]
    public async Task Names_are_looked_up_where_the_policy_in_force_says()
    {
        const string Begin = $"{Greeting}C: MAIL FROM:<ann@example.org>\nS: 250\nC: RCPT TO:<bob@example.com>\n";
        using var first = new FakeDnsServer(query => new WireResponse(query).Code(DnsResponseCode.NameError));
        using var second = new FakeDnsServer(query => new WireResponse(query).Address("1.0.0.127.bl.test", "127.0.0.2"));
        await using var rig = new HalfRig();
        var connector = HalfRig.Connector("internet");
        await rig.StartAsync(PolicyAsking(first));
        await rig.TalkAsync("internet", $"{Begin}S: 250");
        await rig.Half.ApplyAsync(PolicyAsking(second), CancellationToken.None);
        await rig.TalkAsync("internet", $"{Begin}S: 550 5.7.1 E-mail rejected because your IP address 127.0.0.1 is listed by bl.test. (");

        PublisherPolicy PolicyAsking(FakeDnsServer server)
        {
            var policy = rig.Policy(connector);
            var provider = new AddressListProvider { Name = "list", Zone = "bl.test", Location = SourceLocation.BuiltIn };
            return policy with
            {
                Dns = new DnsPolicy([server.EndPoint], TimeSpan.FromSeconds(30)),
                Mail = policy.Mail! with { Agents = [new ConnectionFilterPolicy { Location = SourceLocation.BuiltIn, BlockListProviders = [provider] }] },
            };
        }
    }

    [Fact]
    public async Task A_session_does_not_outlive_a_stricter_demand_for_tls()
    {
        await using var rig = new HalfRig();
        var connector = Secure("internet");
        await rig.StartAsync(connector);
        await using var client = await rig.ConnectAsync("internet");
        await client.TalkAsync(Greeting);

        await rig.ApplyAsync(connector with { RequireTls = true });

        await client.TalkAsync("S: 421 4.3.2\nS: (closed)");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named_and_changes_nothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        await using var client = await rig.ConnectAsync("internet");
        await client.TalkAsync(Greeting);

        var error = await Assert.ThrowsAsync<EndPointBindException>(() => rig.ApplyAsync(HalfRig.Connector("new"), HalfRig.Connector("broken", taken.LocalEndpoint.ToString()!)));

        Assert.Equal($"policy.yaml:7:5: receive connector 'broken' cannot listen on {taken.LocalEndpoint}: something else listens there already.", error.Message);
        Assert.Equal(["internet"], rig.Half.EndPoints.Select(e => e.Connector));
        await client.TalkAsync(Message + Farewell);
    }

    [Fact]
    public async Task A_password_file_that_cannot_be_used_is_named_and_changes_nothing()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        var file = rig.Write("users", "\nann no hash\n");

        var error = await Assert.ThrowsAsync<ReceiveConnectorException>(() =>
            rig.ApplyAsync(Secure("users") with { Authentication = new ReceiveAuthentication(Required: true, file, InnerServer: null) }));

        Assert.Equal($"policy.yaml:7:5: receive connector 'users' cannot verify passwords: {file}:2: expected user:hash", error.Message);
        await rig.TalkAsync("internet", Greeting + Farewell);
    }

    [Fact]
    public async Task Stopping_lets_content_come_to_its_end()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        await using var idle = await rig.ConnectAsync("internet");
        await using var busy = await rig.ConnectAsync("internet");
        await idle.TalkAsync(Greeting);
        await busy.TalkAsync(Greeting + "C: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354");

        var stopped = rig.StopAsync();

        await idle.TalkAsync("S: 421 4.3.2\nS: (closed)");
        await busy.TalkAsync("C: x\nC: .\nS: 250 2.0.0\nS: 421 4.3.2\nS: (closed)");
        await stopped;
        Assert.Single(rig.Inner.Messages);
    }

    [Fact]
    public async Task Refused_sessions_are_told_to_come_again_and_those_under_way_finish_their_message()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        await using var idle = await rig.ConnectAsync("internet");
        await using var between = await rig.ConnectAsync("internet");
        await using var ahead = await rig.ConnectAsync("internet");
        await idle.TalkAsync("S: 220");
        await between.TalkAsync(Greeting + "C: MAIL FROM:<>\nS: 250");
        await ahead.TalkAsync("S: 220\nC: EHLO client.example\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250-\nS: 250 \nC: MAIL FROM:<>\nC: RCPT TO:<bob@example.com>\nC: DATA\nS: 250\nS: 250\nS: 354");
        Assert.Equal(3, rig.Half.Sessions);

        rig.Half.RefuseSessions(true);

        await idle.TalkAsync("S: 421 4.3.2\nS: (closed)");
        await rig.TalkAsync("internet", "S: 421 4.3.2\nS: (closed)");

        await between.TalkAsync("C: RCPT TO:<bob@example.com>\nS: 250\nC: DATA\nS: 354\nC: x\nC: .\nS: 250 2.0.0\nS: 421 4.3.2\nS: (closed)");

        // What was sent together with the end of a message is answered as well: its client has not heard of the end.
        await ahead.TalkAsync("C: y\nC: .\nC: MAIL FROM:<>\nC: RCPT TO:<bob@example.com>\nC: DATA\nS: 250 2.0.0\nS: 250\nS: 250\nS: 354");
        await ahead.TalkAsync("C: z\nC: .\nS: 250 2.0.0\nS: 421 4.3.2\nS: (closed)");
        Assert.Equal(3, rig.Inner.Messages.Count);

        rig.Half.RefuseSessions(false);
        await rig.TalkAsync("internet", Greeting + Farewell);
    }

    [Fact]
    public async Task Where_tls_comes_first_a_session_is_refused_by_tls()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(Secure("submissions", implicitTls: true));
        rig.Half.RefuseSessions(true);

        await rig.TalkAsync("submissions", "C: (tls)\nS: 421 4.3.2\nS: (closed)");

        var session = await rig.Records.NextSessionAsync();
        Assert.Equal(SessionEnd.Stopping, session.End);
        Assert.NotNull(session.TlsProtocol);
        rig.Half.RefuseSessions(false);
        await rig.TalkAsync("submissions", "C: (tls)\n" + Greeting + Farewell);
    }

    [Fact]
    public async Task Mail_servers_that_ask_for_a_judgement_have_it_while_sessions_are_refused_and_are_cut_when_the_patience_of_a_stop_ends()
    {
        await using var rig = new HalfRig();
        var policy = rig.Policy(HalfRig.Connector("internet"));
        var milter = new ScreenerListener
        {
            Name = "milter",
            Location = SourceLocation.BuiltIn,
            EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
            Protocol = ScreenerProtocol.Milter,
            Agents = FrozenSet<string>.Empty,
        };
        await rig.StartAsync(policy with { Mail = policy.Mail! with { ScreenerListeners = [milter] } });
        var endPoint = rig.Half.ScreenerEndPoints["milter"];
        await using var busy = await MilterClientRig.OpenAsync(endPoint, steps: 0);
        await using var idle = await MilterClientRig.OpenAsync(endPoint);
        await busy.SendAsync('M', "<ann@client.example>\0");
        Assert.Equal("c", await busy.ReadAsync());

        rig.Half.RefuseSessions(true);

        Assert.Null(await idle.ReadAsync());
        await using (var late = await MilterClientRig.OpenAsync(endPoint))
        {
            await late.SendMessageAsync("Subject: x\r\n", "body\r\n");
            Assert.Equal(["c"], await late.ReadVerdictAsync());
        }

        await busy.SendAsync('N');
        Assert.Equal("c", await busy.ReadAsync());
        await busy.SendAsync('E');
        Assert.Equal("c", await busy.ReadAsync());
        Assert.Null(await busy.ReadAsync());

        await using var stuck = await MilterClientRig.OpenAsync(endPoint, steps: 0);
        await stuck.SendAsync('M', "<ann@client.example>\0");
        Assert.Equal("c", await stuck.ReadAsync());
        while (rig.Half.Sessions > 1)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        await rig.Half.CloseAsync(TimeSpan.FromMilliseconds(100));

        Assert.Null(await stuck.ReadAsync());
        Assert.Equal("Screener listener milter ends; 1 connections did not finish in time and are cut", Assert.Single(rig.Log.Lines, line => line.Id == 1102).Text);
        await Assert.ThrowsAsync<SocketException>(() => MilterClientRig.ConnectAsync(endPoint));
    }

    [Fact]
    public async Task A_session_that_does_not_go_on_with_its_message_is_not_waited_for()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        await using var stuck = await rig.ConnectAsync("internet");
        await stuck.TalkAsync(Greeting + "C: MAIL FROM:<>\nS: 250");

        rig.Half.RefuseSessions(true);

        await stuck.TalkAsync("S: 421 4.3.2\nS: (closed)");
    }

    [Fact]
    public async Task The_spool_is_for_its_owner_alone_and_begins_empty()
    {
        await using var rig = new HalfRig();
        var spool = Directory.CreateDirectory(Path.Combine(rig.StateDirectory, "spool"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var left = Path.Combine(spool.FullName, "left.spool");
        await File.WriteAllTextAsync(left, "what a crash left");

        await rig.StartAsync(HalfRig.Connector("internet"));

        Assert.False(File.Exists(left));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, spool.UnixFileMode);
    }

    [Fact]
    public async Task A_send_connector_whose_servers_all_fail_is_told()
    {
        await using var rig = new HalfRig();
        await rig.StartAsync(HalfRig.Connector("internet"));
        Assert.Empty(rig.Half.SendConnectorsWithoutServer);
        await rig.Inner.DisposeAsync();

        for (var i = 0; i < 3; i++)
        {
            await rig.TalkAsync("internet", Greeting + "C: MAIL FROM:<>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 4\n" + Farewell);
        }

        Assert.Equal(rig.Route.Name, Assert.Single(rig.Half.SendConnectorsWithoutServer));
    }

    private ReceiveConnector Secure(string name, bool implicitTls = false) => HalfRig.Connector(name, implicitTls: implicitTls) with
    {
        Certificates = [TestCertificates.ForListener("mail", _authority.Issue(ReceiveRig.Fqdn))],
        Tls = TlsPolicy.Default,
    };
}
