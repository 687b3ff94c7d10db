using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>
/// How connections of a send connector are made. Connectors of two policies whose channels have the same <see cref="Fingerprint"/> share connections and rests
/// across a reload.
/// </summary>
internal sealed class RelayChannel
{
    private static readonly ConditionalWeakTable<SendConnector, RelayChannel> s_known = [];

    private RelayChannel(SendConnector connector)
    {
        Fingerprint = Digest(
            [
                connector.Name,
                connector.Fqdn,
                connector.Tls.ToString(),
                connector.User ?? "",
                connector.Password is null ? "" : new string(connector.Password.Reveal()),
                connector.Certificate.Name ?? "",
                .. connector.Certificate.TrustedRoots.Select(static root => root.GetCertHashString(HashAlgorithmName.SHA256)).Order(StringComparer.Ordinal),
                "pins",
                .. connector.Certificate.Pins.Select(static pin => Convert.ToHexString(pin.AsSpan())).Order(StringComparer.Ordinal),
                "client",
                connector.Certificate.ClientCertificate?.Leaf.GetCertHashString(HashAlgorithmName.SHA256) ?? "",
                $"{connector.MessagesPerConnection}/{connector.ConnectTimeout.Ticks}/{connector.CommandTimeout.Ticks}/{connector.ProtocolLog}",
            ]);
    }

    /// <summary>Digest of everything connections depend on. Certificates are compared by their content: a reload makes new objects of the same files.</summary>
    public string Fingerprint { get; }

    /// <summary>The channel of a connector; made once for each.</summary>
    public static RelayChannel Of(SendConnector connector) => s_known.GetValue(connector, static connector => new RelayChannel(connector));

    private static string Digest(IEnumerable<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
