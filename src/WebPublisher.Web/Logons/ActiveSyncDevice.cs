using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Logons;

/// <summary>The identifier by which a phone calls itself in ActiveSync, in both forms of its query ([MS-ASHTTP] sections 2.2.1.1.1.1 and 2.2.1.1.1.2).</summary>
internal static class ActiveSyncDevice
{
    private const string Path = "/Microsoft-Server-ActiveSync";
    private const string Parameter = "DeviceId=";
    private const int MaximumLength = 64;

    /// <summary>The identifier of a command's device; null if the request is no command or names none.</summary>
    public static string? Of(string method, CanonicalTarget target)
    {
        if (!HttpMethods.IsPost(method) || target.Query.Length < 2 || !target.Path.EndsWith(Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var query = target.Query.AsSpan(1);
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.StartsWith(Parameter, StringComparison.OrdinalIgnoreCase))
            {
                return Bounded(parameter[Parameter.Length..]);
            }
        }

        return query.Contains('=') && query.TrimEnd('=').Contains('=') ? null : OfBinary(query);
    }

    private static string? Bounded(ReadOnlySpan<char> identifier) => identifier.IsEmpty || identifier.Length > MaximumLength ? null : identifier.ToString();

    // One byte of version, one of command, two of locale, one of length, and the identifier.
    private static string? OfBinary(ReadOnlySpan<char> query)
    {
        Span<byte> decoded = stackalloc byte[512];
        var text = Uri.UnescapeDataString(query);
        if (text.Length > 640 || !Convert.TryFromBase64String(text, decoded, out var written) || written < 6)
        {
            return null;
        }

        var length = decoded[4];
        return length == 0 || length > MaximumLength / 2 || 5 + length > written ? null : Convert.ToHexStringLower(decoded.Slice(5, length));
    }
}
