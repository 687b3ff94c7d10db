using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Judges a certificate's dates. Done on every load: an unchanged file still grows old.</summary>
public static class CertificateValidity
{
    /// <summary>How long before its end an operator is warned: enough to renew by hand, short enough that automatic renewal (at 30 days) stays silent.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(14);

    /// <summary>The first moment at which <paramref name="certificate"/> is valid.</summary>
    public static DateTimeOffset Begins(X509Certificate2 certificate) => new(certificate.NotBefore);

    /// <summary>The last moment at which <paramref name="certificate"/> is valid.</summary>
    public static DateTimeOffset Ends(X509Certificate2 certificate) => new(certificate.NotAfter);

    /// <summary>Reports a leaf that is out of date as an error, one that soon will be and an intermediate out of date as a warning.</summary>
    internal static void Check(X509Certificate2 leaf, IEnumerable<X509Certificate2> intermediates, DateTimeOffset now, CertificateReport report)
    {
        DateTimeOffset begins = Begins(leaf), ends = Ends(leaf);
        if (now < begins)
        {
            report.Error($"{CertificateText.Subject(leaf)} is not valid before {CertificateText.Time(begins)}; wait until then, or correct this machine's clock");
        }
        else if (now > ends)
        {
            report.Error($"{CertificateText.Subject(leaf)} expired {CertificateText.Days(now - ends)} ago, on {CertificateText.Time(ends)}; renew it");
        }
        else if (ends - now < WarnBefore)
        {
            report.Warning($"{CertificateText.Subject(leaf)} expires in {CertificateText.Days(ends - now)}, on {CertificateText.Time(ends)}; renew it");
        }

        foreach (var intermediate in intermediates)
        {
            if (now > Ends(intermediate) || now < Begins(intermediate))
            {
                report.Warning(
                    $"the intermediate {CertificateText.Subject(intermediate)} is valid only from {CertificateText.Time(Begins(intermediate))} " +
                    $"to {CertificateText.Time(Ends(intermediate))}; clients may refuse the chain");
            }
        }
    }
}
