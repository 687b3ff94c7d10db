using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Smtp.Screening;

/// <summary>What another mail server tells of a message beside its content.</summary>
/// <param name="Client">Who sent it to that server; the unspecified address when that is not known.</param>
/// <param name="Hello">The name the client gave itself; null when none is known.</param>
/// <param name="User">As whom the client has logged on there; null for nobody.</param>
/// <param name="Sender">The sender.</param>
/// <param name="Recipients">The recipients.</param>
internal sealed record ScreenedEnvelope(IPEndPoint Client, ClientName? Hello, string? User, ReversePath Sender, ImmutableArray<ForwardPath> Recipients)
{
    /// <summary>A client that is not known.</summary>
    public static IPEndPoint Nobody { get; } = new(IPAddress.Any, 0);
}
