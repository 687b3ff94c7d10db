namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>What other than SMTP an unknown command line looks like. Such a peer is no mail client, and its next lines may be chosen by somebody else.</summary>
public enum ForeignProtocol
{
    /// <summary>Nothing in particular: a verb that is not known.</summary>
    None,

    /// <summary>A request line of HTTP, as browsers are made to send to mail ports (cross-protocol attacks).</summary>
    Http,

    /// <summary>A header field of a message, sent before anybody asked for content.</summary>
    MessageHeader,

    /// <summary>The line by which a load balancer announces its client; believed only where a listener expects it.</summary>
    ProxyProtocol,
}
