using Microsoft.Extensions.Primitives;

namespace WebPublisher.Web.Headers;

/// <summary>The field names listed in <c>Connection</c>: they concern one hop and are removed with it (RFC 9110 section 7.6.1).</summary>
/// <remarks>
/// Kestrel replaces a request's whole field by <c>close</c> or <c>keep-alive</c> when it contains either and no upgrade, so names listed beside these are not seen here.
/// That leaves in the request a field which its sender called his own hop's; every field that could do harm is removed by its name anyway.
/// </remarks>
/// <param name="field">The Connection field, possibly absent.</param>
internal readonly struct ConnectionOptions(StringValues field)
{
    private readonly StringValues _field = field;

    /// <summary>Whether <paramref name="name"/> is listed.</summary>
    public bool Contains(string name)
    {
        foreach (var value in _field)
        {
            // "keep-alive", "close" and "Upgrade" alone are all that honest clients send, and hygiene removes fields of these names anyway.
            if (value is null or "keep-alive" or "close" or "Upgrade" || value.Length < name.Length)
            {
                continue;
            }

            foreach (var part in value.AsSpan().Split(','))
            {
                if (value.AsSpan(part).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
