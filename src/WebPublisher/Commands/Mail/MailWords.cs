using System.Globalization;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Records;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Mail;

/// <summary>Puts connectors and answers into words.</summary>
internal static class MailWords
{
    /// <summary>An end point.</summary>
    public static string EndPoint(ReceiveEndPoint endPoint) => endPoint.ImplicitTls ? $"{endPoint.Address} (TLS)" : $"{endPoint.Address}";

    /// <summary>Whom a connector serves.</summary>
    public static string Clients(ReceiveConnector connector) => connector.RemoteAddresses is { } set ? $"client address set {set.Name}" : "any client";

    /// <summary>Which TLS a connector offers.</summary>
    public static string Tls(ReceiveConnector connector) => connector switch
    {
        { Certificates.IsEmpty: true } => "no TLS",
        { RequireTls: true } => "TLS required",
        _ => "TLS offered",
    };

    /// <summary>Whether users can log on, and who verifies their passwords.</summary>
    public static string Logon(ReceiveAuthentication authentication) => authentication switch
    {
        { IsOffered: false } => "no logon",
        { InnerServer: { } connector } => $"logon {Demand(authentication)}, verified by send connector {connector.Name}",
        _ => $"logon {Demand(authentication)}, verified by {Path.GetFileName(authentication.PasswordFile)}",
    };

    /// <summary>Who may send to domains that are not accepted.</summary>
    public static string Relay(RelayGrant grant) => grant switch
    {
        RelayGrant.Never => "relay for nobody",
        RelayGrant.Authenticated => "relay for users who have logged on",
        _ => "relay for every client it serves",
    };

    /// <summary>Servers in the order in which they are tried.</summary>
    public static string Servers(SendConnector connector) => string.Join(", then ", connector.Servers.Select(server => server.Authority));

    /// <summary>What is asked of TLS before anything is sent.</summary>
    public static string Tls(SendConnector connector) => connector.Tls switch
    {
        SendTls.Off => "in clear",
        SendTls.Implicit => $"TLS from the first byte, {Certificate(connector)}",
        _ => $"STARTTLS required, {Certificate(connector)}",
    };

    /// <summary>What became of the question, in a sentence.</summary>
    public static string Outcome(MailAnswer answer)
    {
        if (!answer.Exchanges[answer.Introduced - 1].IsSuccess)
        {
            return answer.Introduced == 1 ? "Refused before anything was said." : "Refused before the first command.";
        }

        var asked = answer.Exchanges.Count(exchange => exchange.Said.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase));
        var accepted = answer.Exchanges.Count(exchange => exchange.Said.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase) && exchange.IsSuccess);
        return (asked, accepted) switch
        {
            (0, _) when answer.Exchanges.Skip(answer.Introduced).All(exchange => exchange.IsSuccess) => "Accepted.",
            (0, _) => "Refused.",
            (_, 0) => "Refused: no recipient is accepted.",
            _ when asked == accepted => $"Accepted: {Count.Of(accepted, "recipient")}.",
            _ => string.Create(CultureInfo.InvariantCulture, $"Accepted in part: {accepted} of {asked} recipients."),
        };
    }

    /// <summary>Why a server ends a session.</summary>
    public static string End(SessionEnd end) => end switch
    {
        SessionEnd.Quit => "the client said QUIT",
        SessionEnd.AddressRefused => "the client's address is not among those that the connector serves",
        SessionEnd.ProxyHeader => "the load balancer sent no usable PROXY protocol header",
        SessionEnd.EarlyTalker => "the client spoke before the greeting",
        SessionEnd.TooManyErrors => "limits.protocolErrors is reached",
        SessionEnd.TooManyMessages => "limits.messagesPerMinute is reached",
        SessionEnd.Unsynchronized => "the client did not wait for a reply that it has to wait for",
        SessionEnd.LineTooLong => "the line is longer than smtpFilter lets it be",
        SessionEnd.BareLineEnding => "the line holds a bare carriage return, a bare line feed or NUL",
        SessionEnd.VerbDisabled => "smtpFilter has the command off",
        SessionEnd.ForeignProtocol => "this is another protocol",
        SessionEnd.FramingLost => "where the next command begins is not known",
        SessionEnd.RefusedByAgent => "an agent refused it",
        SessionEnd.AmbiguousContent => "the content holds bare carriage returns, bare line feeds or NUL",
        _ => JsonOutput.Word(end),
    };

    private static string Demand(ReceiveAuthentication authentication) => authentication.Required ? "required" : "offered";

    private static string Certificate(SendConnector connector)
    {
        var name = connector.Certificate.Name ?? "its own name";
        return connector.Certificate.TrustedRoots.IsEmpty
            ? $"certificate for {name} from an authority that the system trusts"
            : $"certificate for {name} from the connector's trusted roots";
    }
}
