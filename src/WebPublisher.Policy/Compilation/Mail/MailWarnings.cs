using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Warns of what the mail half has and never uses. For policies without errors: with parts missing, the whole would be misjudged.</summary>
internal static class MailWarnings
{
    private const int SmtpPort = 25;

    /// <summary>Reports every warning about the whole of the mail half.</summary>
    /// <param name="document">What the operator wrote.</param>
    /// <param name="mail">What it means; null when there is no mail half.</param>
    /// <param name="diagnostics">Receives the warnings.</param>
    public static void Check(PolicyDocument document, MailPolicy? mail, DiagnosticList diagnostics)
    {
        if (mail is null)
        {
            WarnOfDeadSections(document, diagnostics);
            return;
        }

        foreach (var connector in mail.ReceiveConnectors.Where(ServesOtherServers))
        {
            WarnOfDemands(connector, diagnostics);
        }

        var relays = mail.ReceiveConnectors.FirstOrDefault(c => c.Relay != RelayGrant.Never);
        if (relays is null && mail is { AcceptedDomains.IsEmpty: true, ReceiveConnectors.IsEmpty: false })
        {
            diagnostics.Warning(
                mail.ReceiveConnectors[0].Location, "all mail will be refused: no domain is accepted (acceptedDomains), and no receive connector grants relay");
        }

        if (relays is not null && !mail.SendConnectors.Any(s => s.Domains.Any(d => !mail.AcceptedDomains.Any(a => a.Domain.Covers(d)))))
        {
            diagnostics.Warning(
                relays.Location, $"receive connector {Quoted.Text(relays.Name)} grants relay, but no send connector carries any domain that is not an accepted one");
        }

        foreach (var idle in mail.SendConnectors.Where(s => relays is null && !IsUsed(s, mail)))
        {
            diagnostics.Warning(
                idle.Location, $"send connector {Quoted.Text(idle.Name)} is not used: others carry every accepted domain, and no receive connector grants relay");
        }

        if (document.Logging is { ProtocolLog: not null } logging
            && !mail.ReceiveConnectors.Any(c => c.ProtocolLog) && !mail.SendConnectors.Any(c => c.ProtocolLog))
        {
            diagnostics.Warning(logging.LocationOf(nameof(logging.ProtocolLog)), "nothing is written to the protocol log: no connector has protocolLog: verbose");
        }

        if (document.Logging is { AgentLog: not null } log && mail.Agents.IsEmpty)
        {
            diagnostics.Warning(log.LocationOf(nameof(log.AgentLog)), "nothing is written to the agent log: no agent is declared (agents)");
        }
    }

    private static bool ServesOtherServers(ReceiveConnector connector) =>
        connector.RemoteAddresses is null && connector.EndPoints.Any(e => e.Address.Port == SmtpPort);

    private static void WarnOfDemands(ReceiveConnector connector, DiagnosticList diagnostics)
    {
        if (connector.Authentication.Required)
        {
            diagnostics.Warning(connector.Location, $"receive connector {Quoted.Text(connector.Name)} takes mail on port 25 from users who log on alone; other mail servers cannot");
        }
        else if (connector.RequireTls)
        {
            diagnostics.Warning(
                connector.Location, $"receive connector {Quoted.Text(connector.Name)} demands TLS on port 25; mail servers that do not speak it cannot deliver (RFC 3207 section 4)");
        }
        else if (connector.Certificates.IsEmpty)
        {
            diagnostics.Warning(connector.Location, $"receive connector {Quoted.Text(connector.Name)} has no certificate: all mail of the Internet comes to it in clear");
        }
    }

    private static bool IsUsed(SendConnector connector, MailPolicy mail) =>
        mail.ReceiveConnectors.Any(r => ReferenceEquals(r.Authentication.InnerServer, connector))
        || mail.AcceptedDomains.Any(a => connector.Domains.Any(d => a.Domain.Covers(d) || d == Closest(a.Domain, mail)));

    private static DomainPattern? Closest(DomainPattern accepted, MailPolicy mail) =>
        mail.SendConnectors.SelectMany(s => s.Domains).Where(d => d.Covers(accepted)).MaxBy(d => d.Specificity);

    private static void WarnOfDeadSections(PolicyDocument document, DiagnosticList diagnostics)
    {
        var sections = new[]
        {
            (nameof(document.AcceptedDomains), "acceptedDomains"), (nameof(document.SendConnectors), "sendConnectors"), (nameof(document.SmtpFilter), "smtpFilter"),
            (nameof(document.Hold), "hold"), (nameof(document.Agents), "agents"),
        };
        foreach (var (property, key) in sections.Where(s => document.Has(s.Item1)))
        {
            diagnostics.Warning(document.LocationOf(property), $"'{key}' changes nothing: no receive connector is declared");
        }
    }
}
