using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Takes every password for the right one: a rehearsal knows none.</summary>
internal sealed class TrustingVerifier : CredentialVerifier
{
    /// <inheritdoc/>
    public override Task<PasswordVerdict> VerifyAsync(string user, string password, CancellationToken cancellationToken) => Task.FromResult(PasswordVerdict.Accepted);
}
