using WebPublisher.Certificates;

namespace WebPublisher.Tests.Testing;

/// <summary>A small policy with rules of every kind.</summary>
public static class SitePolicy
{
    private const string Text = """
        version: 1
        operations: { listen: off }
        certificates:
          site: { chain: certs/public.pem, key: certs/public.key }
        listeners:
          - { name: secure, address: 127.0.0.1:443, protocol: https, certificates: [site] }
          - { name: plain, address: 127.0.0.1:80, protocol: http }
        destinationSets:
          site: [{ host: mail.example.com, paths: [/mail/*] }]
          start: [{ host: mail.example.com, paths: [/] }]
        clientAddressSets:
          office: [192.0.2.0/24]
        schedules:
          workHours: { timeZone: Europe/Berlin, windows: [{ days: [monday], from: "08:00", to: "18:00" }] }
        frontEnds:
          farm: { servers: [10.0.0.1:8080, 10.0.0.2:8080] }
        publishingRules:
          - { name: Start, destinations: start, action: redirect, requireSecureChannel: false, redirect: { to: "https://mail.example.com/mail/" } }
          - { name: Office, destinations: site, clients: office, schedule: workHours, methods: [GET], action: publish, to: farm, bridging: http,
              requireSecureChannel: false, pathMapping: { published: /mail/, inner: /webmail/ }, maxRequestBody: 1MB }
          - { name: Secure, destinations: site, action: publish, to: farm, bridging: http }

        """;

    /// <summary>Writes the policy and the certificates it needs.</summary>
    public static string Write(TemporaryDirectory directory, string name)
    {
        var path = directory.Write(name, Text);
        new DevelopmentCertificates(TimeProvider.System).Write(Path.Combine(Path.GetDirectoryName(path)!, "certs"), ["mail.example.com"], [], force: false);
        return path;
    }
}
