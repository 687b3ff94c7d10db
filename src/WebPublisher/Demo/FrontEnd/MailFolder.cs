namespace WebPublisher.Demo.FrontEnd;

/// <summary>The folders of a demo mailbox.</summary>
public enum MailFolder
{
    /// <summary>What was received.</summary>
    Inbox,

    /// <summary>What was sent.</summary>
    Sent,
}
