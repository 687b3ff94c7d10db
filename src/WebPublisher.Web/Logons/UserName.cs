using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Logons;

/// <summary>Brings what somebody wrote for a user's name into one form, so that other spellings are no new user.</summary>
internal static class UserName
{
    /// <summary>The most characters that count; no directory takes as many.</summary>
    public const int MaximumLength = 256;

    /// <summary>The name in lower case without white space around it and control characters.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="domains">Ignore: the account alone. Keep: <c>account@domain</c>, however the domain was written.</param>
    public static string Normalize(string written, UserDomains domains)
    {
        Span<char> kept = stackalloc char[MaximumLength];
        var length = 0;
        foreach (var character in written)
        {
            if (!char.IsControl(character) && length < kept.Length)
            {
                kept[length++] = char.ToLowerInvariant(character);
            }
        }

        // DOMAIN\ann, as Windows writes it; some servers take a slash as well.
        scoped ReadOnlySpan<char> name = kept[..length].Trim();
        scoped ReadOnlySpan<char> domain = default;
        var separator = name.LastIndexOfAny('\\', '/');
        if (separator >= 0)
        {
            domain = name[..separator];
            name = name[(separator + 1)..];
        }

        var at = name.IndexOf('@');
        if (at >= 0)
        {
            domain = name[(at + 1)..];
            name = name[..at];
        }

        name = name.Trim();
        return domains == UserDomains.Ignore || domain.IsEmpty ? name.ToString() : string.Concat(name, "@", domain.Trim());
    }
}
