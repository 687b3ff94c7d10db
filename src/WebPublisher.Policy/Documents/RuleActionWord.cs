namespace WebPublisher.Policy.Documents;

/// <summary>The word for what a rule does.</summary>
public enum RuleActionWord
{
    /// <summary>Forward to a front end.</summary>
    Publish,

    /// <summary>Refuse.</summary>
    Deny,

    /// <summary>Answer with a redirect.</summary>
    Redirect,
}
