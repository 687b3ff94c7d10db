namespace WebPublisher.Policy.Certificates;

/// <summary>The certificates of a policy that are shown to somebody.</summary>
public static class CertificatesInUse
{
    /// <summary>Those of listeners, receive connectors and screener listeners, and those shown to front ends, inner mail servers and ends of IPsec; each once.</summary>
    public static IEnumerable<ServerCertificate> Of(PublisherPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (web, mail) = (policy.Web, policy.Mail);
        var presented = web.Listeners.SelectMany(listener => listener.Certificates)
            .Concat(mail?.ReceiveConnectors.SelectMany(connector => connector.Certificates) ?? [])
            .Concat(mail?.ScreenerListeners.SelectMany(listener => listener.Certificates) ?? []);
        var shown = web.FrontEnds.Select(farm => farm.Certificate).Concat(mail?.SendConnectors.Select(connector => connector.Certificate) ?? []).Select(asked => asked.ClientCertificate)
            .Concat(policy.Ipsec?.Connections.Select(connection => connection.Certificate) ?? []);
        return presented.Concat(shown.OfType<ServerCertificate>()).DistinctBy(certificate => certificate.Name, StringComparer.Ordinal);
    }
}
