namespace WebPublisher.Smtp.Agents;

/// <summary>The moments of a session at which agents are asked, under the names that the agents of Exchange know them by.</summary>
public enum AgentEvent
{
    /// <summary>A client has connected; nothing was said to it.</summary>
    OnConnect,

    /// <summary>HELO or EHLO.</summary>
    OnEhloCommand,

    /// <summary>MAIL.</summary>
    OnMailCommand,

    /// <summary>RCPT, when the route is known and before the inner server is asked.</summary>
    OnRcptCommand,

    /// <summary>RCPT, when the inner server has refused it for now or for good. What is found may take the place of its answer.</summary>
    OnRcptRefused,

    /// <summary>The content is whole, and its header is looked at.</summary>
    OnEndOfHeaders,

    /// <summary>The content is whole.</summary>
    OnEndOfData,

    /// <summary>The message is about to be sent to the inner server.</summary>
    OnSubmittedMessage,
}
