using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>What a certificate speaks for: the names in its subject alternative name and nothing else (RFC 9525 section 2).</summary>
/// <param name="Dns">DNS names, lower case, wildcards as written.</param>
/// <param name="Addresses">IP addresses.</param>
internal sealed record CertificateNames(ImmutableArray<string> Dns, ImmutableArray<IPAddress> Addresses)
{
    /// <summary>Reads the names; a certificate without any is reported as a warning, because one shown to a front end needs none.</summary>
    public static CertificateNames Read(X509Certificate2 leaf, CertificateReport report)
    {
        var names = new CertificateNames([], []);
        try
        {
            if (leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } extension)
            {
                names = new CertificateNames(
                    [.. extension.EnumerateDnsNames().Select(n => n.ToLowerInvariant())],
                    [.. extension.EnumerateIPAddresses()]);
            }
        }
        catch (CryptographicException)
        {
            report.Error($"the subject alternative name of {CertificateText.Subject(leaf)} is damaged");
            return names;
        }

        if (names.Dns.IsEmpty && names.Addresses.IsEmpty)
        {
            report.Warning(
                $"{CertificateText.Subject(leaf)} has no DNS name or IP address in its subject alternative name, so it covers no host; " +
                "clients do not look at the common name");
        }

        return names;
    }
}
