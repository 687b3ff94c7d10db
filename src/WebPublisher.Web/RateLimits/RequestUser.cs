using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Clients;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.RateLimits;

/// <summary>
/// Whose request it is, as far as a limit must know: no stranger can make requests in another's name. A session cookie is a secret; a name in <c>Authorization: Basic</c> is not
/// proved yet and counts with the client that claims it.
/// </summary>
/// <param name="Key">A hash that is of use in this process alone.</param>
/// <param name="Source">What it was known by, for the log.</param>
internal readonly record struct RequestUser(UInt128 Key, string Source)
{
    /// <summary>The user of a request, or null.</summary>
    public static RequestUser? Of(HttpRequest request, ImmutableArray<string> sessionCookies, ClientNetwork client)
    {
        foreach (var name in sessionCookies)
        {
            if (CookieFields.TryFind(request.Headers.Cookie, name, out var value) && !value.IsEmpty)
            {
                return new RequestUser(new UInt128(0, Hash(value)), $"cookie {name}");
            }
        }

        if (BasicUser.Read(request.Headers.Authorization) is { Length: > 0 } user)
        {
            var hash = Hash(user);
            return new RequestUser(client.Bits ^ new UInt128(hash, hash), "Authorization: Basic");
        }

        return null;
    }

    // The class library's string hash is keyed by a number of the process (Marvin): nobody outside can find two values that fall together.
    private static ulong Hash(ReadOnlySpan<char> value) =>
        ((ulong)(uint)string.GetHashCode(value, StringComparison.Ordinal) << 32) | (uint)string.GetHashCode(value[1..], StringComparison.Ordinal);
}
