using System.Net;

namespace WebPublisher.Policy.Mail;

/// <summary>An address and port of a receive connector.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="ImplicitTls">Whether TLS begins at once (port 465, RFC 8314) rather than by STARTTLS.</param>
public sealed record ReceiveEndPoint(IPEndPoint Address, bool ImplicitTls);
