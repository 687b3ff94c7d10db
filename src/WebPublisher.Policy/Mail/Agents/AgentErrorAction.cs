namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What becomes of mail that an agent failed to judge.</summary>
public enum AgentErrorAction
{
    /// <summary>The client is told to try again later: nothing passes unjudged.</summary>
    Defer,

    /// <summary>It passes as if the agent had found nothing.</summary>
    Accept,
}
