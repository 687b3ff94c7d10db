using System.Net;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Commands.Mail;

/// <summary>The receive connector that an imagined client comes to.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="EndPoint">Its end point.</param>
/// <param name="Local">The address and port the client connects to; differs from the end point's when that is every address.</param>
/// <param name="Why">Why this one.</param>
internal sealed record ConnectorChoice(ReceiveConnector Connector, ReceiveEndPoint EndPoint, IPEndPoint Local, string Why)
{
    private const int SmtpPort = 25;

    /// <summary>Chooses.</summary>
    /// <exception cref="CommandFailure">There is none as the operator asks for.</exception>
    public static ConnectorChoice Of(MailPolicy policy, MailQuestion question)
    {
        var connectors = question.Connector is { } name
            ? [Named(policy, name) ?? throw new CommandFailure($"no receive connector is named '{name}'; there is {All(policy.ReceiveConnectors)}.", ExitCode.Usage)]
            : policy.ReceiveConnectors;
        var all = connectors.SelectMany(connector => connector.EndPoints.Select(endPoint => (Connector: connector, EndPoint: endPoint))).ToList();
        if (question.Address is not null || question.Port is not null)
        {
            var wanted = question.Address is null ? $"port {question.Port}" : question.Port is null ? $"{question.Address}" : $"{new IPEndPoint(question.Address, question.Port.Value)}";
            var (connector, endPoint) = all.Find(one => IsAt(one.EndPoint, question.Address, question.Port));
            return connector is null
                ? throw new CommandFailure($"no receive connector listens on {wanted}; there is {All(connectors)}.", ExitCode.Usage)
                : Make(connector, endPoint, question.Address, $"it listens on {wanted}");
        }

        if (question.Connector is not null)
        {
            return Make(all[0].Connector, all[0].EndPoint, address: null, "it was asked for");
        }

        const string Other = "'to' or 'connector' asks for another";
        if (question.User is not null && all.Find(one => one.Connector.Authentication.IsOffered) is { Connector: not null } logon)
        {
            return Make(logon.Connector, logon.EndPoint, address: null, $"the first that lets users log on; {Other}");
        }

        return all.Find(one => one.EndPoint.Address.Port == SmtpPort) is { Connector: not null } smtp
            ? Make(smtp.Connector, smtp.EndPoint, address: null, $"the first on port {SmtpPort}; {Other}")
            : Make(all[0].Connector, all[0].EndPoint, address: null, $"the first; {Other}");
    }

    /// <summary>The connector of that name, or null.</summary>
    public static ReceiveConnector? Named(MailPolicy policy, string name) => policy.ReceiveConnectors.FirstOrDefault(connector => connector.Name == name);

    /// <summary>Names and end points, for errors.</summary>
    public static string All(IEnumerable<ReceiveConnector> connectors) =>
        string.Join(", ", connectors.Select(connector => $"{connector.Name} ({string.Join(", ", connector.EndPoints.Select(endPoint => endPoint.Address))})"));

    /// <summary>Whether a client that connects there comes to the end point; what is null may be anything.</summary>
    public static bool IsAt(ReceiveEndPoint endPoint, IPAddress? address, int? port) =>
        (port is null || endPoint.Address.Port == port)
        && (address is null || endPoint.Address.Address.Equals(address) || endPoint.Address.Address.Equals(IPAddress.IPv6Any)
            || (endPoint.Address.Address.Equals(IPAddress.Any) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork));

    private static ConnectorChoice Make(ReceiveConnector connector, ReceiveEndPoint endPoint, IPAddress? address, string why) =>
        new(connector, endPoint, new IPEndPoint(address ?? endPoint.Address.Address, endPoint.Address.Port), why);
}
