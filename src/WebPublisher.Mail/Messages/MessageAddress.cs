using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Messages;

/// <summary>A mailbox of a header field.</summary>
/// <param name="DisplayName">What a reader shows instead of the address: decoded, or the comment behind the address; empty when there is neither.</param>
/// <param name="Text">What stands where the address has to be.</param>
/// <param name="Address">The address; null when that is none.</param>
public sealed record MessageAddress(string DisplayName, string Text, MailAddress? Address)
{
    /// <inheritdoc/>
    public override string ToString() => DisplayName.Length > 0 ? $"{DisplayName} <{Text}>" : Text;
}
