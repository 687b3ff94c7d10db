namespace WebPublisher.Smtp.Records;

/// <summary>What became of a transaction.</summary>
public enum MessageOutcome
{
    /// <summary>The inner server took the message.</summary>
    Delivered,

    /// <summary>The inner server refused the content, for now or for good.</summary>
    RefusedByServer,

    /// <summary>The content was refused here.</summary>
    RefusedContent,

    /// <summary>The sender or the content was refused by an agent, for now or for good.</summary>
    RefusedByAgent,

    /// <summary>No recipient was accepted.</summary>
    NoRecipient,

    /// <summary>The client gave up: RSET, another HELO or EHLO, QUIT, a broken connection.</summary>
    Abandoned,

    /// <summary>It went to somebody else in the place of its recipients.</summary>
    Redirected,

    /// <summary>It is held until an operator decides on it.</summary>
    Held,

    /// <summary>It was taken and thrown away.</summary>
    Deleted,

    /// <summary>Nothing speaks against it; the mail server that asked keeps it.</summary>
    Passed,
}
