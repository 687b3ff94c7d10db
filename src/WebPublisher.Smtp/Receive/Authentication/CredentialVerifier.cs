using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>Knows whether a password is right.</summary>
public abstract class CredentialVerifier
{
    /// <summary>Verifies a password. Takes the same time whether or not the user exists.</summary>
    /// <param name="user">The user name, at most 255 octets of UTF-8.</param>
    /// <param name="password">The password. A secret: it goes into no log and no error.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<PasswordVerdict> VerifyAsync(string user, string password, CancellationToken cancellationToken);
}
