namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Who is taken for the sender of a message.</summary>
public enum SenderIdentity
{
    /// <summary>The envelope sender; of bounces the name that the client gives itself (RFC 7208 section 2.4).</summary>
    MailFrom,

    /// <summary>Whoever the header says has put the message on its way last (RFC 4407).</summary>
    Pra,
}
