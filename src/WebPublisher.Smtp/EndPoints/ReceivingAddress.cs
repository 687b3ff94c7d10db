using System.Net;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>An address that is bound for a receive connector.</summary>
/// <param name="Connector">Name of the connector.</param>
/// <param name="Address">The true address and port; the port differs from the declared one where 0 was declared.</param>
/// <param name="ImplicitTls">Whether TLS comes first.</param>
public sealed record ReceivingAddress(string Connector, IPEndPoint Address, bool ImplicitTls);
