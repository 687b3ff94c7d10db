using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>How certificates are named in messages.</summary>
internal static class CertificateText
{
    public static string Subject(X509Certificate2 certificate) => Quote(certificate.SubjectName);

    public static string Issuer(X509Certificate2 certificate) => Quote(certificate.IssuerName);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Days(TimeSpan span) => (int)span.TotalDays == 1 ? "1 day" : $"{(int)span.TotalDays} days";

    // A name in a certificate is somebody else's text: one line, and not endless.
    private static string Quote(X500DistinguishedName name)
    {
        var text = string.Concat(name.Name.Where(c => !char.IsControl(c)));
        return $"\"{(text.Length > 200 ? text[..200] + "..." : text)}\"";
    }
}
