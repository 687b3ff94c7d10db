namespace WebPublisher.Smtp.Send;

/// <summary>What became of a client's password at the inner server.</summary>
public enum PasswordVerdict
{
    /// <summary>The server accepted it.</summary>
    Accepted,

    /// <summary>The server refused it.</summary>
    Refused,

    /// <summary>No server could be asked, or none could tell: the client is told 454 4.7.0, and it counts as no failed logon.</summary>
    Unavailable,
}
