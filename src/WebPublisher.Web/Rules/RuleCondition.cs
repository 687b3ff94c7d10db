namespace WebPublisher.Web.Rules;

/// <summary>What a publishing rule asks of a request, in the order in which it is asked.</summary>
public enum RuleCondition
{
    /// <summary>The listener it came in by.</summary>
    Listener,

    /// <summary>That it is still encrypted, for rules that tunnel.</summary>
    Tunnel,

    /// <summary>Host and path.</summary>
    Destination,

    /// <summary>The sections of a rule that is divided.</summary>
    Section,

    /// <summary>The method.</summary>
    Method,

    /// <summary>The client's address.</summary>
    Client,

    /// <summary>The time.</summary>
    Schedule,
}
