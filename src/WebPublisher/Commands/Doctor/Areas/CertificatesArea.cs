using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Will clients go on accepting our certificates: time, chain, names, key?</summary>
internal sealed class CertificatesArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "certificates";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        @case.Policy.Web.Listeners.SelectMany(listener => listener.Certificates)
            .Concat(@case.Policy.Mail?.ReceiveConnectors.SelectMany(connector => connector.Certificates) ?? [])
            .DistinctBy(certificate => certificate.Name, StringComparer.Ordinal)
            .Select(certificate => (certificate.Name, (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(_ => Task.Run<IReadOnlyList<Finding>>(() => [.. Examine(certificate, @case)]))));

    private static IEnumerable<Finding> Examine(ServerCertificate certificate, DoctorCase @case)
    {
        var left = certificate.Expires - @case.Time.GetUtcNow();
        yield return left < CertificateValidity.WarnBefore
            ? Finding.Warning(certificate.Name, $"expires in {Count.Of((int)left.TotalDays, "day")}, on {certificate.Expires:yyyy-MM-dd}", "renew it")
            : Finding.Ok(certificate.Name, $"{Key(certificate.Leaf)}; until {certificate.Expires:yyyy-MM-dd}; {string.Join(", ", certificate.DnsNames)}");
        yield return Chain(certificate, @case.Time);
        foreach (var connector in @case.Policy.Mail?.ReceiveConnectors.Where(connector => connector.Certificates.Contains(certificate)) ?? [])
        {
            if (!connector.Certificates.Any(one => one.Covers(connector.Fqdn)))
            {
                yield return Finding.Warning(certificate.Name, $"does not cover {connector.Fqdn}, the name of receive connector {connector.Name}", "have it issued with this name, or correct the connector's fqdn");
            }
        }
    }

    // As a client of this machine would: with what we send and with the authorities the system trusts, and nothing fetched from the network.
    private static Finding Chain(ServerCertificate certificate, TimeProvider time)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = time.GetUtcNow().UtcDateTime,
            },
        };
        chain.ChainPolicy.ExtraStore.AddRange(certificate.Chain.ToArray());
        var isTrusted = chain.Build(certificate.Leaf);
        var problems = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        var last = chain.ChainElements[^1].Certificate;
        return isTrusted ? Finding.Ok(certificate.Name, $"its chain is complete up to {Subject(last)}, which this machine trusts")
            : problems.HasFlag(X509ChainStatusFlags.PartialChain)
                ? Finding.Warning(
                    certificate.Name, $"its chain ends at {Subject(last)}: the issuer {Line(last.Issuer)} is neither in the file nor known to this machine",
                    "append the intermediate certificates to the chain file; of a private authority that clients know, this is as it should be")
            : problems.HasFlag(X509ChainStatusFlags.UntrustedRoot)
                ? Finding.Note(certificate.Name, $"its chain is complete up to {Subject(last)}, a private authority", "strangers' clients refuse it unless they were given this authority")
            : Finding.Warning(certificate.Name, $"clients may refuse its chain: {string.Join(", ", chain.ChainStatus.Select(status => status.Status))}", "have it issued again, or correct the chain file");
    }

    private static string Key(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        return rsa is not null ? $"RSA of {rsa.KeySize} bits" : ec is not null ? $"ECDSA of {ec.KeySize} bits" : certificate.PublicKey.Oid.FriendlyName ?? "unknown key";
    }

    private static string Subject(X509Certificate2 certificate) => Line(certificate.Subject);

    private static string Line(string text) => string.Concat(text.Where(character => !char.IsControl(character)));
}
