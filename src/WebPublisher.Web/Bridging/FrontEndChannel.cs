using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.FrontEnds;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// How connections to a farm are made. Two policies whose channels have the same <see cref="Fingerprint"/> share connections and circuit breakers across a reload.
/// </summary>
/// <param name="Farm">The farm's name, for logs and metrics.</param>
/// <param name="Bridging">Whether connections are TLS or plain TCP; never a tunnel.</param>
/// <param name="Certificate">What a server's certificate must satisfy.</param>
/// <param name="ConnectTimeout">Longest time for TCP and TLS together.</param>
/// <param name="BreakerFailures">Failed connections in a row that open a server's circuit.</param>
/// <param name="BreakerOpenFor">How long it stays open.</param>
internal sealed record FrontEndChannel(
    string Farm, BridgingMode Bridging, FrontEndCertificatePolicy Certificate, TimeSpan ConnectTimeout, int BreakerFailures, TimeSpan BreakerOpenFor)
{
    /// <summary>Digest of everything above. Certificates are compared by their content: a reload makes new objects of the same files.</summary>
    public string Fingerprint { get; } = Digest(
        [
            Farm,
            Bridging.ToString(),
            Certificate.Name ?? "",
            .. Certificate.TrustedRoots.Select(static root => root.GetCertHashString(HashAlgorithmName.SHA256)).Order(StringComparer.Ordinal),
            "pins",
            .. Certificate.Pins.Select(static pin => Convert.ToHexString(pin.AsSpan())).Order(StringComparer.Ordinal),
            "client",
            Certificate.ClientCertificate?.Leaf.GetCertHashString(HashAlgorithmName.SHA256) ?? "",
            .. Certificate.ClientCertificate?.Chain.Select(static link => link.GetCertHashString(HashAlgorithmName.SHA256)) ?? [],
            $"{ConnectTimeout.Ticks}/{BreakerFailures}/{BreakerOpenFor.Ticks}",
        ]);

    /// <summary>The channel of a farm under one kind of bridging.</summary>
    public static FrontEndChannel Of(FrontEndFarm farm, BridgingMode bridging) => new(
        farm.Name, bridging, farm.Certificate, farm.Resilience.ConnectTimeout, farm.Resilience.BreakerFailures, farm.Resilience.BreakerOpenFor);

    /// <summary>Sixteen hexadecimal digits over a list of texts, none of which can run into its neighbour.</summary>
    internal static string Digest(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
