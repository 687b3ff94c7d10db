using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Publishing;

/// <summary>Says what the mail half of a policy does: who may send by which address, and where it goes. Of mail in clear the compiler has warned already.</summary>
/// <param name="logger">Where it is said.</param>
internal sealed partial class MailReport(ILogger<MailReport> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Reports a policy that has come into force.</summary>
    public void Write(MailPolicy policy)
    {
        foreach (var connector in policy.ReceiveConnectors)
        {
            var addresses = string.Join(", ", connector.EndPoints.Select(e => e.ImplicitTls ? $"{e.Address} (TLS first)" : e.Address.ToString()));
            var tls = connector.RequireTls ? "required" : connector.Certificates.IsEmpty ? "none" : "offered";
            var logon = !connector.Authentication.IsOffered ? "none" : connector.Authentication.Required ? "required" : "offered";
            Receives(connector.Name, addresses, tls, logon, connector.Relay.ToString().ToLowerInvariant());
        }

        foreach (var connector in policy.SendConnectors)
        {
            Sends(connector.Name, string.Join(", ", connector.Domains.Select(d => d.Text)), string.Join(", ", connector.Servers.Select(s => s.Authority)), connector.Tls.ToString().ToLowerInvariant());
        }
    }

    [LoggerMessage(6006, LogLevel.Information, "Receive connector '{Connector}': listens on {Addresses} tls={Tls} auth={Auth} relay={Relay}")]
    private partial void Receives(string connector, string addresses, string tls, string auth, string relay);

    [LoggerMessage(6007, LogLevel.Information, "Send connector '{Connector}': carries {Domains} to {Servers} tls={Tls}")]
    private partial void Sends(string connector, string domains, string servers, string tls);
}
