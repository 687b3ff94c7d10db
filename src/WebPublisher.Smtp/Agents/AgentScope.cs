namespace WebPublisher.Smtp.Agents;

/// <summary>Whose mail an agent judges.</summary>
public enum AgentScope
{
    /// <summary>
    /// That of strangers: not of users who have logged on, of connectors with <c>relay: always</c>, or of clients that an agent has found trusted. Agents against spam are
    /// of this kind.
    /// </summary>
    Strangers,

    /// <summary>Everybody's: agents that look for viruses, unwanted files and what the organisation does not let pass.</summary>
    Everybody,
}
