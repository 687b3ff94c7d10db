using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>Whether a certificate speaks for a name, by its subject alternative name alone (RFC 9525 section 6).</summary>
internal static class CertificateSubjects
{
    /// <summary>Looks for the expected name among those of the certificate.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="expectedName">A DNS name or an IP address.</param>
    public static PeerCertificateRefusal? Check(X509Certificate2 leaf, string expectedName)
    {
        string[] names;
        IPAddress[] addresses;
        try
        {
            var extension = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
            names = extension is null ? [] : [.. extension.EnumerateDnsNames()];
            addresses = extension is null ? [] : [.. extension.EnumerateIPAddresses()];
        }
        catch (CryptographicException)
        {
            return new(PeerCertificateFailure.NoSubjectAlternativeName, $"the subject alternative name of '{leaf.Subject}' cannot be read");
        }

        if (names.Length == 0 && addresses.Length == 0)
        {
            return new(PeerCertificateFailure.NoSubjectAlternativeName, $"'{leaf.Subject}' has no DNS name or IP address in its subject alternative name; '{expectedName}' is expected");
        }

        if (IPAddress.TryParse(expectedName, out var address))
        {
            return addresses.Contains(address) ? null : Mismatch(names, addresses, expectedName);
        }

        var expected = expectedName.TrimEnd('.');
        if (names.Any(name => Covers(name, expected)))
        {
            return null;
        }

        return names.FirstOrDefault(name => IsTooBroad(name) && expected.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase)) is { } broad
            ? new(PeerCertificateFailure.WildcardTooBroad, $"'{expectedName}' is covered by '{broad}' only; a wildcard needs at least two labels after it")
            : Mismatch(names, addresses, expectedName);
    }

    private static bool Covers(string name, string expected)
    {
        if (!IsWildcard(name))
        {
            return string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);
        }

        // The asterisk stands for exactly one whole label, the leftmost (RFC 9525 section 6.3).
        var firstDot = expected.IndexOf('.', StringComparison.Ordinal);
        return firstDot > 0 && !IsTooBroad(name) && expected.AsSpan(firstDot).Equals(name.AsSpan(1), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsTooBroad(string name) => IsWildcard(name) && !name.AsSpan(2).Contains('.');

    private static bool IsWildcard(string name) => name.StartsWith("*.", StringComparison.Ordinal);

    private static PeerCertificateRefusal Mismatch(string[] names, IPAddress[] addresses, string expectedName) => new(
        PeerCertificateFailure.NameMismatch, $"the certificate is for {string.Join(", ", names.Concat(addresses.Select(static a => a.ToString())))}, not for '{expectedName}'");
}
