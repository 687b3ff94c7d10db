using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>Lets the servers of a send connector verify passwords by their own AUTH.</summary>
public sealed class InnerServerVerifier(RelayAuthenticator authenticator, SendConnector connector) : CredentialVerifier
{
    /// <inheritdoc/>
    public override Task<PasswordVerdict> VerifyAsync(string user, string password, CancellationToken cancellationToken) =>
        authenticator.VerifyAsync(connector, user, password, cancellationToken);
}
