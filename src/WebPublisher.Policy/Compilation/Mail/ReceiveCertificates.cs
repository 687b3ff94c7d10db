using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles <c>certificate</c> and <c>certificates</c> of a receive connector, and checks what has no meaning without them.</summary>
internal static class ReceiveCertificates
{
    /// <summary>Whether the connector names a certificate, be it one with errors.</summary>
    public static bool AreNamed(ReceiveConnectorDocument document) =>
        document.Has(nameof(document.Certificate)) || document.Has(nameof(document.Certificates));

    /// <summary>Finds the certificates, of which one must cover the connector's name; null after an error.</summary>
    /// <param name="document">The connector.</param>
    /// <param name="fqdn">The name it goes by; null when that has errors.</param>
    /// <param name="context">The load.</param>
    public static IReadOnlyList<ServerCertificate>? Compile(ReceiveConnectorDocument document, string? fqdn, CompilationContext context)
    {
        if (!AreNamed(document))
        {
            RefuseTls(document, context);
            return [];
        }

        if (document.Has(nameof(document.Certificate)) && document.Has(nameof(document.Certificates)))
        {
            context.Diagnostics.Error(document.LocationOf(nameof(document.Certificate)), "expected either 'certificate' or 'certificates', not both");
        }

        IEnumerable<Located<string>> references = document.Certificate is { } single ? [single, .. document.Certificates] : document.Certificates;
        var found = references.Select(context.Certificates.Resolve).ToList();
        if (found.Count == 0 || found.Contains(null))
        {
            return null;
        }

        var certificates = found.OfType<ServerCertificate>().ToList();
        if (fqdn is not null && !certificates.Exists(c => c.Covers(fqdn)))
        {
            var names = string.Join(", ", certificates.Select(c => Quoted.Text(c.Name)));
            var covered = certificates.SelectMany(c => c.DnsNames.Concat(c.Addresses.Select(a => a.ToString()))).Distinct(StringComparer.Ordinal).ToList();
            context.Diagnostics.Error(
                document.Fqdn?.Location ?? references.First().Location,
                $"certificate {names} covers {(covered.Count == 0 ? "no name" : string.Join(", ", covered))}, but the connector calls itself {fqdn}");
        }

        return certificates;
    }

    private static void RefuseTls(ReceiveConnectorDocument document, CompilationContext context)
    {
        foreach (var (property, key) in new[] { (nameof(document.ListenImplicitTls), "listenImplicitTls"), (nameof(document.Tls), "tls") })
        {
            if (document.Has(property))
            {
                context.Diagnostics.Error(document.LocationOf(property), $"'{key}' needs a certificate; add certificate: NAME");
            }
        }
    }
}
