using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Rules;
using WebPublisher.Smtp.Rehearsal;
using WebPublisher.Smtp.Records;
using WebPublisher.State;

namespace WebPublisher.Smtp.Tests.Rehearsal;

public sealed class RehearsedSessionTests
{
    private static readonly IPAddress s_stranger = IPAddress.Parse("192.0.2.1");

    private readonly ReceiveEndPoint _endPoint = new(IPEndPoint.Parse("203.0.113.11:25"), ImplicitTls: false);

    [Fact]
    public async Task A_message_for_an_accepted_domain_goes_to_the_connector_that_carries_it_and_no_server_is_asked()
    {
        await using var session = await OpenAsync();
        await SayAsync(session, "EHLO client.example");
        await SayAsync(session, "MAIL FROM:<a@b.example>");

        var lines = await SayAsync(session, "RCPT TO:<user@example.com>");
        var rest = await session.SayAsync("DATA\r\n");
        rest = [.. rest, .. await session.SayAsync("Subject: x\r\n\r\ntext\r\n.\r\n")];

        Assert.Equal(
            ["RCPT TO:<user@example.com>", "accepted domain example.com (authoritative), carried by send connector 'to-hub'", "250 2.1.5 Recipient OK"],
            lines.Select(line => line.Text));
        Assert.Equal(["354", "250"], rest.Where(line => line.Kind == RehearsedLineKind.Answered).Select(line => line.Text[..3]));
        Assert.Equal("to-hub", Assert.Single(session.Recipients).Connector.Name);
    }

    [Theory]
    [InlineData("<user@elsewhere.example>", "elsewhere.example is not an accepted domain, and receive connector 'internet' lets nobody relay (relay: never)")]
    [InlineData("<@b.example:user@example.com>", "a source route (@host:user@domain) asks this server to relay; none is followed")]
    [InlineData("<user%elsewhere.example@example.com>", "a percent sign (user%elsewhere@here): a local part that makes some servers relay")]
    [InlineData("<elsewhere.example!user@example.com>", "a bang path (elsewhere!user@here): a local part that makes some servers relay")]
    [InlineData("<\"user@elsewhere.example\"@example.com>", "an at sign in quotes (\"user@elsewhere\"@here): a local part that makes some servers relay")]
    [InlineData("<user@[203.0.113.5]>", "an address in brackets is no accepted domain, and mail to one would go round all that is decided by domains")]
    public async Task A_refused_recipient_has_its_reason_beside_the_reply(string recipient, string reason)
    {
        await using var session = await OpenAsync();
        await SayAsync(session, "EHLO client.example");
        await SayAsync(session, "MAIL FROM:<a@b.example>");

        var lines = await SayAsync(session, $"RCPT TO:{recipient}");

        Assert.Equal([$"RCPT TO:{recipient}", reason, "550 5.7.1 Unable to relay (reference)"], lines.Select(line => line.Text));
        Assert.Empty(session.Recipients);
    }

    [Fact]
    public async Task A_user_logs_on_under_tls_and_relays_where_the_connector_grants_it()
    {
        await using var session = await OpenAsync(connector => connector with
        {
            Certificates = [null!],
            Authentication = new ReceiveAuthentication(Required: true, "/none", InnerServer: null),
            Relay = RelayGrant.Authenticated,
        });
        await SayAsync(session, "EHLO client.example");
        Assert.Equal("530 5.7.0 Must issue a STARTTLS command first (reference)", (await SayAsync(session, "AUTH PLAIN AGFsaWNlAHg="))[^1].Text);
        await SayAsync(session, "STARTTLS");
        await SayAsync(session, "EHLO client.example");

        Assert.Equal("235", (await SayAsync(session, "AUTH PLAIN AGFsaWNlAHg="))[^1].Text[..3]);
        await SayAsync(session, "MAIL FROM:<a@b.example>");
        var lines = await SayAsync(session, "RCPT TO:<user@elsewhere.example>");

        Assert.Equal("250 2.1.5 Recipient OK", lines[^1].Text);
        Assert.Equal("to-smart-host", Assert.Single(session.Recipients).Connector.Name);
    }

    [Fact]
    public async Task A_session_that_the_server_ends_is_over_at_once()
    {
        await using var session = await OpenAsync();

        var lines = await SayAsync(session, "VRFY postmaster");

        Assert.Equal(["VRFY postmaster", "smtpFilter has this command off", "502 5.5.1 Command not implemented (reference)"], lines.Select(line => line.Text));
        Assert.Equal(SessionEnd.VerbDisabled, session.End);
        Assert.Empty(await SayAsync(session, "NOOP"));
    }

    [Fact]
    public async Task A_client_that_the_connector_does_not_serve_is_refused_in_place_of_the_greeting()
    {
        await using var session = await OpenAsync(connector => connector with { RemoteAddresses = new ClientAddressSet("inner", [IPNetwork.Parse("10.0.0.0/8")]) });

        Assert.Equal("554 5.7.1 Access denied (reference)", Assert.Single(session.Opening).Text);
        Assert.Equal(SessionEnd.AddressRefused, session.End);
    }

    [Fact]
    public async Task Behind_a_load_balancer_the_client_it_names_is_judged()
    {
        Func<ReceiveConnector, ReceiveConnector> configure = connector => connector with
        {
            RemoteAddresses = new ClientAddressSet("outside", [IPNetwork.Parse("192.0.2.0/24")]),
            ProxyProtocolFrom = [IPNetwork.Parse("10.0.0.7/32")],
        };

        await using var told = await OpenAsync(configure, new RehearsalParties(s_stranger, _endPoint.Address, IPAddress.Parse("10.0.0.7")));
        await using var untold = await OpenAsync(configure, new RehearsalParties(IPAddress.Parse("10.0.0.7"), _endPoint.Address));

        Assert.Equal("220 mail.example.com ESMTP", Assert.Single(told.Opening).Text);
        Assert.Null(untold.End);
        Assert.Empty(untold.Opening);
    }

    [Fact]
    public async Task Agents_are_asked_and_what_they_find_is_told()
    {
        await using var session = await OpenAsync(agents: [new SenderFilterPolicy { Location = SourceLocation.BuiltIn, RejectsBlankSender = true }]);
        await SayAsync(session, "EHLO client.example");

        var lines = await SayAsync(session, "MAIL FROM:<>");

        Assert.Contains(lines, line => line.Text == "senderFilter OnMailCommand: Unwanted BlankSender (<>)");
        Assert.Contains(lines, line => line.Text.StartsWith("554 5.1.0 Sender Denied", StringComparison.Ordinal));
        Assert.Equal(SessionEnd.RefusedByAgent, session.End);
    }

    private static Task<IReadOnlyList<RehearsedLine>> SayAsync(RehearsedSession session, string line) => session.SayAsync($"{line}\r\n");

    private async Task<RehearsedSession> OpenAsync(Func<ReceiveConnector, ReceiveConnector>? configure = null, RehearsalParties? parties = null, params AgentPolicy[] agents)
    {
        var connector = new ReceiveConnector { Name = "internet", Location = SourceLocation.BuiltIn, EndPoints = [_endPoint], Fqdn = "mail.example.com" };
        connector = configure?.Invoke(connector) ?? connector;
        var mail = new MailPolicy
        {
            AcceptedDomains = [new AcceptedDomain(new DomainPattern("example.com"), AcceptedDomainType.Authoritative)],
            ReceiveConnectors = [connector],
            SendConnectors = [Send("to-hub", "example.com"), Send("to-smart-host", "*")],
            SmtpFilter = SmtpFilterPolicy.Default,
            Agents = [.. agents],
        };
        await using var state = StateStore.InMemory(TimeProvider.System);
        using var stage = new RehearsalStage(mail, state, TimeProvider.System);
        return await stage.OpenAsync(connector, _endPoint, parties ?? new RehearsalParties(s_stranger, _endPoint.Address));
    }

    private static SendConnector Send(string name, string domain) => new()
    {
        Name = name,
        Location = SourceLocation.BuiltIn,
        Domains = [new DomainPattern(domain)],
        Servers = [new FrontEndServer("10.0.0.5", 25)],
        Certificate = new FrontEndCertificatePolicy(),
        Fqdn = "mail.example.com",
    };
}
