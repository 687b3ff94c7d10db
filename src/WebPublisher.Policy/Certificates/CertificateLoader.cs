using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// Loads and judges the certificates of a policy. Keeps one for as long as somebody uses it and its files hold the same bytes, so that a reload gives back the
/// same instance with its OCSP response and TLS contexts. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock dates are judged by.</param>
public sealed class CertificateLoader(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly CertificateCache _cache = new();

    /// <summary>
    /// Loads a certificate. Errors (unreadable, exposed or wrong key, out of date, too weak) and warnings (expires within 14 days, incomplete chain, no names) are
    /// reported at the source's location.
    /// </summary>
    /// <returns>The certificate, or null when there was an error.</returns>
    public ServerCertificate? Load(CertificateSource source, DiagnosticList diagnostics)
    {
        var report = new CertificateReport(source, diagnostics);
        if (CertificateFiles.Read(source, report, diagnostics) is not { } files)
        {
            return null;
        }

        var hash = files.Hash();
        lock (_gate)
        {
            ServerCertificate? certificate;
            if (_cache.Find(source, hash) is { } known)
            {
                certificate = known.Certificate;
                foreach (var warning in known.Warnings)
                {
                    report.Warning(warning);
                }
            }
            else if ((certificate = Make(source, files, report)) is not null)
            {
                _cache.Add(certificate, hash, [.. report.Warnings]);
            }

            if (certificate is not null)
            {
                CertificateValidity.Check(certificate.Leaf, certificate.Chain, time.GetUtcNow(), report);
            }

            return report.HasErrors ? null : certificate;
        }
    }

    private ServerCertificate? Make(CertificateSource source, CertificateFiles files, CertificateReport report)
    {
        var pair = source.Pkcs12Path is null ? PemReader.Read(source, files, report) : Pkcs12Reader.Read(source, files, report);
        if (pair is null)
        {
            return null;
        }

        var chain = CertificateChain.Order(pair, time.GetUtcNow(), report);
        var names = CertificateNames.Read(pair.Leaf, report);
        CertificateStrength.Check(pair.Leaf, chain, report);
        if (report.HasErrors)
        {
            return null;
        }

        // Not offline means that the OCSP response is fetched in the background and stapled. It also means that a missing issuer would be downloaded right here,
        // for as long as the network takes; a chain known to be complete asks for none, and an incomplete one gets no stapling.
        X509Certificate2Collection issuers = [.. chain.Intermediates];
        if (chain.Root is not null)
        {
            issuers.Add(chain.Root);
        }

        return new ServerCertificate
        {
            Name = source.Name,
            Location = source.Location,
            Leaf = pair.Leaf,
            Chain = chain.Intermediates,
            Context = SslStreamCertificateContext.Create(pair.Leaf, issuers, offline: !chain.IsComplete),
            DnsNames = names.Dns,
            Addresses = names.Addresses,
        };
    }
}
