using Microsoft.AspNetCore.Connections;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>An end point of a receive connector as one policy has it. Each session keeps the one it began with.</summary>
/// <param name="binding">What its sessions need of the policy.</param>
/// <param name="handler">Runs its sessions.</param>
internal sealed class ReceivingEndPoint(ReceiveBinding binding, SmtpConnectionHandler handler)
    : ServedEndPoint(SmtpHalf.Kind, binding.Connector.Name, binding.EndPoint.Address, binding.Connector.Location)
{
    public ReceiveBinding Binding => binding;

    public override string Protocol => binding.EndPoint.ImplicitTls ? "SMTP over TLS" : "SMTP";

    public override Task ServeAsync(ConnectionContext connection) => handler.OnConnectedAsync(connection, binding);

    /// <summary>
    /// Not when the connector changed its name or what it asks of TLS: what was agreed under a weaker policy must not outlive it. What else a connector says applies to
    /// sessions that begin after it was said.
    /// </summary>
    public override bool Continues(ServedEndPoint earlier)
    {
        if (Name != earlier.Name || earlier is not ReceivingEndPoint { Binding: { } before })
        {
            return false;
        }

        var now = binding;
        return now.EndPoint.ImplicitTls == before.EndPoint.ImplicitTls
            && now.Connector.Tls == before.Connector.Tls && (before.Connector.RequireTls || !now.Connector.RequireTls);
    }
}
