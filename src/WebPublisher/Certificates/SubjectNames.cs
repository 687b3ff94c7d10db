using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Certificates;

/// <summary>The names a development certificate is made for: DNS names in lower case and ASCII, or IP addresses.</summary>
internal static class SubjectNames
{
    private static readonly string[] Local = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Checks and normalises names; this machine's own (<c>localhost</c>, 127.0.0.1, ::1) are always among them, because development happens there.
    /// </summary>
    /// <exception cref="DevelopmentCertificateException">One is neither a DNS name nor an IP address.</exception>
    public static ImmutableArray<string> Parse(IEnumerable<string> names) =>
        [.. names.Select(Parse).Concat(Local).Distinct(StringComparer.Ordinal)];

    /// <summary>The subject alternative name extension for names <see cref="Parse(IEnumerable{string})"/> gave.</summary>
    public static X509Extension ToExtension(ImmutableArray<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }

    private static string Parse(string name)
    {
        var bare = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        switch (Uri.CheckHostName(bare))
        {
            case UriHostNameType.IPv4 or UriHostNameType.IPv6 when bare == name && IPAddress.TryParse(bare, out var address):
                return address.ToString();
            case UriHostNameType.Dns when bare.Length <= 253:
                var ascii = new IdnMapping().GetAscii(bare.TrimEnd('.')).ToLowerInvariant();
                return bare == name ? ascii : "*." + ascii;
            default:
                throw new DevelopmentCertificateException($"'{name}' is neither a host name, such as mail.example.com or *.example.com, nor an IP address");
        }
    }
}
