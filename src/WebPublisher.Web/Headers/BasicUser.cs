using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;

namespace WebPublisher.Web.Headers;

/// <summary>Reads who somebody claims to be in <c>Authorization: Basic</c> (RFC 7617). The password is not looked at.</summary>
internal static class BasicUser
{
    private const string Scheme = "Basic";

    // Longer than any name with any password that a directory takes.
    private const int MaximumCharacters = 2048;

    /// <summary>Whether a request brings credentials of this kind, readable or not.</summary>
    public static bool IsClaimed(StringValues authorization) => authorization is [{ } only] && SchemeName.Of(only) == AuthenticationSchemes.Basic;

    /// <summary>The name, as UTF-8 or else ISO 8859-1; null if the credentials cannot be read.</summary>
    public static string? Read(StringValues authorization)
    {
        if (!IsClaimed(authorization))
        {
            return null;
        }

        var encoded = authorization[0].AsSpan().Trim()[Scheme.Length..].TrimStart(" \t,");
        if (encoded.Length > MaximumCharacters)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaximumCharacters);
        try
        {
            if (!Convert.TryFromBase64Chars(encoded, buffer, out var length))
            {
                return null;
            }

            var colon = buffer.AsSpan(0, length).IndexOf((byte)':');
            if (colon < 0)
            {
                return null;
            }

            var name = buffer.AsSpan(0, colon);
            return (System.Text.Unicode.Utf8.IsValid(name) ? Encoding.UTF8 : Encoding.Latin1).GetString(name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
