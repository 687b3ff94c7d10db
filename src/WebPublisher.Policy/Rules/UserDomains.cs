namespace WebPublisher.Policy.Rules;

/// <summary>What the domain in a user's name means.</summary>
public enum UserDomains
{
    /// <summary>Nothing: <c>DOMAIN\ann</c>, <c>ann@example.com</c> and <c>ann</c> are one user.</summary>
    Ignore,

    /// <summary>Users of different domains are different users.</summary>
    Keep,
}
