using System.Collections.Frozen;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Headers;

/// <summary>Puts other addresses in the place of those of some fields.</summary>
/// <param name="Names">The names of the fields.</param>
/// <param name="Map">The address to put in the place of one; null to leave it.</param>
public sealed record RewriteAddresses(FrozenSet<string> Names, Func<MailAddress, MailAddress?> Map) : FieldEdit
{
    /// <inheritdoc/>
    public override bool Apply(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Rewrite(Names.Contains, value => AddressRewriting.Rewrite(value, Map)) > 0;
    }
}
