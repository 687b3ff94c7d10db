using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Authentication;

/// <summary>Tells schemes of HTTP authentication by their names, which are written in any case (RFC 9110 section 11.1).</summary>
internal static class SchemeName
{
    private static readonly (string Name, AuthenticationSchemes Scheme)[] s_bound =
    [
        ("NTLM", AuthenticationSchemes.Ntlm),
        ("Negotiate", AuthenticationSchemes.Negotiate),

        // MS-N2HT, and what old servers of Microsoft's called Negotiate without NTLM.
        ("Nego2", AuthenticationSchemes.Negotiate),
        ("Kerberos", AuthenticationSchemes.Negotiate),
    ];

    /// <summary>The scheme that begins <paramref name="value"/>: credentials, or a challenge.</summary>
    /// <remarks>
    /// Of the schemes whose logon belongs to the connection the first letters suffice. A front end that compares no more than that would log in whoever sends
    /// <c>NTLM,TlRM...</c>, by a connection that is used for everybody.
    /// </remarks>
    public static AuthenticationSchemes Of(ReadOnlySpan<char> value)
    {
        value = value.TrimStart();
        foreach (var (name, scheme) in s_bound)
        {
            if (value.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }

        var end = value.IndexOfAny(' ', '\t', ',');
        return (end < 0 ? value : value[..end]) switch
        {
            { IsEmpty: true } => AuthenticationSchemes.None,
            var name when name.Equals("Basic", StringComparison.OrdinalIgnoreCase) => AuthenticationSchemes.Basic,
            var name when name.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => AuthenticationSchemes.Bearer,
            var name when name.Equals("Digest", StringComparison.OrdinalIgnoreCase) => AuthenticationSchemes.Digest,
            _ => AuthenticationSchemes.Other,
        };
    }
}
