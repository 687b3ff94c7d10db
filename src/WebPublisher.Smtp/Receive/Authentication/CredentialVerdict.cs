namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>What is said of a user name and password.</summary>
public enum CredentialVerdict
{
    /// <summary>They are right.</summary>
    Right,

    /// <summary>They are wrong, or there is no such user.</summary>
    Wrong,

    /// <summary>The authority on them cannot be asked now.</summary>
    Unavailable,
}
