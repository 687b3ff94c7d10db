using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Web.Headers;
using Yarp.ReverseProxy.Model;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// The cookie that keeps a browser on its server. Used instead of YARP's own, which an outsider can turn back into an inner address in no time (a fast hash
/// without salt), and which stays with a server that has just failed.
/// </summary>
internal sealed class AffinityCookie
{
    // Makes trying all private addresses against a cookie a matter of days rather than seconds. Paid once for each server when its farm comes in force.
    private const int HashRounds = 100_000;

    private readonly string _name;
    private readonly FrozenDictionary<string, string> _tokens;
    private readonly FrozenDictionary<string, string> _fields;

    /// <summary>Prepares the cookies of a farm's servers. The same on every node and after every restart.</summary>
    public AffinityCookie(FrontEndFarm farm)
    {
        // The prefix makes browsers refuse a cookie of this name that a sibling domain or a plain-text response has set (RFC 6265bis section 4.1.3.2).
        _name = $"__Host-affinity-{FrontEndChannel.Digest([farm.Name])[..8]}";
        _tokens = farm.Servers.DistinctBy(static server => server.Authority, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static server => server.Authority, server => Token(farm.Name, server.Authority), StringComparer.OrdinalIgnoreCase);
        _fields = _tokens.ToFrozenDictionary(static token => token.Key, token => $"{_name}={token.Value}; Path=/; Secure; HttpOnly; SameSite=Lax", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Takes the cookie out of a request, so that the front end does not see it.</summary>
    /// <returns>Its value, or null when there was none.</returns>
    public string? Take(IHeaderDictionary headers) => CookieFields.Take(headers, _name);

    /// <summary>The server a cookie stands for, when it is among those available.</summary>
    public DestinationState? Find(string? value, IReadOnlyList<DestinationState> available)
    {
        for (var i = 0; value is not null && i < available.Count; i++)
        {
            if (_tokens.GetValueOrDefault(available[i].DestinationId) == value)
            {
                return available[i];
            }
        }

        return null;
    }

    /// <summary>Gives the browser the cookie of the server that answered, unless it has it already.</summary>
    public void Give(string? value, DestinationState server, IHeaderDictionary headers)
    {
        if (_tokens.GetValueOrDefault(server.DestinationId) != value)
        {
            headers.Append("Set-Cookie", _fields[server.DestinationId]);
        }
    }

    private static string Token(string farm, string server)
    {
        var salt = Encoding.UTF8.GetBytes($"WebPublisher affinity of {farm}");
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(server.ToLowerInvariant(), salt, HashRounds, HashAlgorithmName.SHA256, outputLength: 12));
    }
}
