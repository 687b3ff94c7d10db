namespace WebPublisher.Policy.Mail;

/// <summary>Who knows the recipients of an accepted domain.</summary>
public enum AcceptedDomainType
{
    /// <summary>The inner servers hold every mailbox of the domain; an unknown recipient can be refused.</summary>
    Authoritative,

    /// <summary>Some mailboxes live elsewhere; the inner server relays what it does not hold.</summary>
    InternalRelay,
}
