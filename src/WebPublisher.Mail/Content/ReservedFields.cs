using System.Text;
using WebPublisher.Mail.Addresses;

namespace WebPublisher.Mail.Content;

/// <summary>
/// Header fields by which servers of one organisation tell each other what they found, and which nobody else may therefore send: <c>X-MS-Exchange-Organization-*</c>,
/// <c>X-MS-Exchange-Forest-*</c>, and <c>Authentication-Results</c> of a service of that organisation (RFC 8601 section 5).
/// </summary>
/// <param name="isOwnService">Whether a service is one of ours, by its authserv-id; null lets every <c>Authentication-Results</c> stay.</param>
public sealed class ReservedFields(Func<MailDomain, bool>? isOwnService)
{
    /// <summary>Octets of a field, at most, after which it is known whether it is reserved. One that hides its service behind more counts as reserved.</summary>
    public const int MaximumUndecided = 1024;

    /// <summary>The fields of Exchange's servers alone: what a message leaves the organisation without.</summary>
    public static ReservedFields OfOrganization { get; } = new(null);

    private static ReadOnlySpan<byte> Organization => "x-ms-exchange-organization-"u8;

    private static ReadOnlySpan<byte> Forest => "x-ms-exchange-forest-"u8;

    private static ReadOnlySpan<byte> AuthenticationResults => "authentication-results"u8;

    /// <summary>Whether a field is one of Exchange's servers.</summary>
    /// <param name="name">Its name, in ASCII.</param>
    public static bool IsOfOrganization(ReadOnlySpan<char> name) => Ascii.EqualsIgnoreCase(Organization, name[..Math.Min(name.Length, Organization.Length)])
        || Ascii.EqualsIgnoreCase(Forest, name[..Math.Min(name.Length, Forest.Length)]);

    /// <summary>Judges a field.</summary>
    /// <param name="field">From the beginning of its name as far as it has come; what follows the field may follow.</param>
    /// <param name="isAll">Whether nothing more comes.</param>
    internal FieldVerdict Judge(ReadOnlySpan<byte> field, bool isAll = false)
    {
        // All other names, by their first letter.
        if ((field[0] | 0x20) is not ('x' or 'a'))
        {
            return FieldVerdict.Keep;
        }

        var seen = field[..Math.Min(field.Length, MaximumUndecided)];
        var verdict = JudgeName(seen);
        if (verdict == FieldVerdict.Keep && isOwnService is not null)
        {
            verdict = JudgeService(seen, isAll, isOwnService);
        }

        return verdict != FieldVerdict.Undecided ? verdict
            : seen.Length == MaximumUndecided ? FieldVerdict.Remove
            : isAll ? FieldVerdict.Keep
            : FieldVerdict.Undecided;
    }

    /// <summary>By the beginning of the name, whatever follows: no spelling of the rest, and no white space before the colon, makes it another field.</summary>
    private static FieldVerdict JudgeName(ReadOnlySpan<byte> field)
    {
        var isOrganization = Begins(field, Organization);
        var isForest = Begins(field, Forest);
        return isOrganization == FieldVerdict.Remove || isForest == FieldVerdict.Remove ? FieldVerdict.Remove
            : isOrganization == FieldVerdict.Undecided || isForest == FieldVerdict.Undecided ? FieldVerdict.Undecided
            : FieldVerdict.Keep;
    }

    private static FieldVerdict JudgeService(ReadOnlySpan<byte> field, bool isAll, Func<MailDomain, bool> isOwnService)
    {
        var name = Begins(field, AuthenticationResults);
        if (name != FieldVerdict.Remove)
        {
            return name;
        }

        return !AuthenticationServiceId.TryRead(field[AuthenticationResults.Length..], isAll, out var id) ? FieldVerdict.Undecided
            : MailDomain.TryParse(id.AsSpan().TrimEnd((byte)'.'), smtpUtf8: true, out var service, out _) && isOwnService(service) ? FieldVerdict.Remove
            : FieldVerdict.Keep;
    }

    private static FieldVerdict Begins(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name)
    {
        var length = Math.Min(field.Length, name.Length);
        return !Ascii.EqualsIgnoreCase(field[..length], name[..length]) ? FieldVerdict.Keep
            : length == name.Length ? FieldVerdict.Remove
            : FieldVerdict.Undecided;
    }
}
