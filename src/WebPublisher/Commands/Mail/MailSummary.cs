using WebPublisher.Policy.Mail;

namespace WebPublisher.Commands.Mail;

/// <summary>What the mail half of a policy comes to, for <c>check</c>.</summary>
/// <param name="AcceptedDomains">The domains mail is accepted for.</param>
/// <param name="ReceiveConnectors">Where mail comes in.</param>
/// <param name="SendConnectors">Where it goes.</param>
/// <param name="Agents">Who judges it, in the order in which they are asked.</param>
internal sealed record MailSummary(
    IReadOnlyList<string> AcceptedDomains,
    IReadOnlyList<MailSummary.Receiving> ReceiveConnectors,
    IReadOnlyList<MailSummary.Sending> SendConnectors,
    IReadOnlyList<AgentSummary> Agents)
{
    /// <summary>Sums up; null when there is no mail half.</summary>
    public static MailSummary? Of(MailPolicy? mail) => mail is null ? null : new(
        [.. mail.AcceptedDomains.Select(domain => domain.Domain.Text)],
        [.. mail.ReceiveConnectors.Select(Receiving.Of)],
        [.. mail.SendConnectors.Select(Sending.Of)],
        [.. mail.Agents.Select(AgentSummary.Of)]);

    /// <summary>Writes a line for each connector and each agent.</summary>
    public void Write(TextWriter output)
    {
        foreach (var receiving in ReceiveConnectors)
        {
            output.WriteLine($"receives  {receiving.Name}: {string.Join(", ", receiving.EndPoints)}; {receiving.Clients}; {receiving.Tls}; {receiving.Logon}; {receiving.Relay}");
        }

        output.WriteLine($"accepts   {(AcceptedDomains.Count == 0 ? "no domain" : string.Join(", ", AcceptedDomains))}");
        foreach (var sending in SendConnectors)
        {
            output.WriteLine($"sends     {sending.Name}: {string.Join(", ", sending.Domains)} to {sending.Servers}; {sending.Tls}");
        }

        foreach (var agent in Agents)
        {
            output.WriteLine($"judges    {agent.Name}{(agent.Does.Length == 0 ? "" : $": {agent.Does}")}; if it fails: {agent.OnError}");
        }
    }

    /// <summary>A receive connector.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="EndPoints">Where it listens.</param>
    /// <param name="Clients">Whom it serves.</param>
    /// <param name="Tls">Which TLS it offers.</param>
    /// <param name="Logon">Whether users can log on.</param>
    /// <param name="Relay">Who may send to domains that are not accepted.</param>
    public sealed record Receiving(string Name, IReadOnlyList<string> EndPoints, string Clients, string Tls, string Logon, string Relay)
    {
        /// <summary>Sums a connector up.</summary>
        public static Receiving Of(ReceiveConnector connector) => new(
            connector.Name,
            [.. connector.EndPoints.Select(MailWords.EndPoint)],
            MailWords.Clients(connector),
            MailWords.Tls(connector),
            MailWords.Logon(connector.Authentication),
            MailWords.Relay(connector.Relay));
    }

    /// <summary>A send connector.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Domains">The domains it carries.</param>
    /// <param name="Servers">Its servers, in the order in which they are tried.</param>
    /// <param name="Tls">What is asked of TLS.</param>
    public sealed record Sending(string Name, IReadOnlyList<string> Domains, string Servers, string Tls)
    {
        /// <summary>Sums a connector up.</summary>
        public static Sending Of(SendConnector connector) =>
            new(connector.Name, [.. connector.Domains.Select(domain => domain.Text)], MailWords.Servers(connector), MailWords.Tls(connector));
    }
}
