using System.Collections.Immutable;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Model;

/// <summary>A held message: an item of <c>GET /api/held</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Reference">The number of its transaction.</param>
/// <param name="Received">When it came.</param>
/// <param name="Client">The client's address.</param>
/// <param name="Sender">The envelope sender; empty for the blank one.</param>
/// <param name="Recipients">The recipients, each with what its server said where it was asked.</param>
/// <param name="Subject">The decoded subject.</param>
/// <param name="By">The agent that has it held.</param>
/// <param name="Reason">Why.</param>
/// <param name="Evidence">By what.</param>
/// <param name="Size">Octets.</param>
/// <param name="State"><c>held</c> or <c>released</c>.</param>
/// <param name="Connector">The receive connector it came by.</param>
/// <param name="ClientName">The name the client gave itself; absent for none.</param>
/// <param name="MailParameters">What stood behind the sender in MAIL.</param>
/// <param name="Envelope">The recipients with all that is known of them.</param>
internal sealed record HeldEntry(
    long Id,
    string Reference,
    DateTimeOffset Received,
    string Client,
    string Sender,
    ImmutableArray<string> Recipients,
    string Subject,
    string By,
    string Reason,
    string Evidence,
    long Size,
    string State,
    string Connector,
    string? ClientName,
    string MailParameters,
    ImmutableArray<HeldRecipient> Envelope)
{
    /// <summary>Takes it from the index.</summary>
    public static HeldEntry Of(HeldMessage message) => new(
        message.Id,
        message.Reference,
        message.Received,
        message.Client,
        message.Sender,
        [.. message.Recipients.Select(recipient => recipient.Answer is null ? recipient.Address : $"{recipient.Address}: {recipient.Answer}")],
        message.Subject,
        message.Agent,
        message.Reason,
        message.Evidence,
        message.Size,
        message.State.ToString().ToLowerInvariant(),
        message.Connector,
        message.ClientName,
        message.MailParameters,
        message.Recipients);

    /// <summary>The message as the index has it.</summary>
    public HeldMessage ToMessage() => new()
    {
        Id = Id,
        Reference = Reference,
        Received = Received,
        Connector = Connector,
        Client = Client,
        ClientName = ClientName,
        Sender = Sender,
        MailParameters = MailParameters,
        Recipients = Envelope,
        Subject = Subject,
        Agent = By,
        Reason = Reason,
        Evidence = Evidence,
        Size = Size,
        State = Enum.Parse<HeldState>(State, ignoreCase: true),
    };
}
