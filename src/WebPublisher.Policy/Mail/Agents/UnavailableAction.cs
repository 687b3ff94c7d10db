namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of mail while a service that should judge it cannot be reached.</summary>
public enum UnavailableAction
{
    /// <summary>The client is told to try again later.</summary>
    Defer,

    /// <summary>It passes unjudged.</summary>
    Accept,
}
