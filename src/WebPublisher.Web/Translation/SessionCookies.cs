using System.Collections.Frozen;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Translation;

/// <summary>
/// Which cookies prove that a user has logged on. No script needs to read one of these (RFC 6265 section 4.1.2.6). Others are left as their server sets them: that of a
/// token against forged requests is there to be read by scripts.
/// </summary>
/// <param name="action">Its sections name cookies of their own, for logons and for rate limits.</param>
internal sealed class SessionCookies(PublishAction action)
{
    private static readonly string[] s_known =
    [
        // Outlook on the web, AD FS, ASP.NET.
        "cadata", "cadataKey", "cadataIV", "cadataSig", "cadataTTL", "X-BackEndCookie", "MSISAuth", "MSISAuth1", "FedAuth", "FedAuth1", "ASP.NET_SessionId", ".ASPXAUTH",

        // Roundcube, SOGo, Zimbra, SquirrelMail, and what PHP and Java call theirs.
        "roundcube_sessid", "roundcube_sessauth", "0xHIGHFLYxSOGo", "ZM_AUTH_TOKEN", "ZM_ADMIN_AUTH_TOKEN", "SQMSESSID", "PHPSESSID", "JSESSIONID",
    ];

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names = s_known
        .Concat(action.Sections.SelectMany(static section => section.RateLimits?.SessionCookies ?? []))
        .Concat(action.Sections.SelectMany(static section => section.Logon?.Forms ?? []).SelectMany(static form => form.Success.Cookies))
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a cookie of this name is one.</summary>
    public bool Contains(ReadOnlySpan<char> name) => _names.Contains(name);
}
