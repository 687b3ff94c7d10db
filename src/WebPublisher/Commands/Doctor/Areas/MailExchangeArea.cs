using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Does mail for the accepted domains come here?</summary>
internal sealed class MailExchangeArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "mx";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        MailDomains.Of(@case.Policy).Select(domain => (domain, (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(cancel => ExamineAsync(domain, @case, cancel))));

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string domain, DoctorCase @case, CancellationToken cancellation)
    {
        if (!DnsName.TryParse(domain, out var name))
        {
            return [Finding.Note(domain, "is no name of DNS")];
        }

        var answer = await @case.Dns.LookUpAsync(name, DnsType.Mx, cancellation);
        var exchanges = answer.Records.OfType<MailExchangeRecord>().OrderBy(record => record.Preference).Select(record => record.Exchange).ToList();
        if (exchanges.Count == 0)
        {
            return [answer.IsVoid
                ? Finding.Problem(domain, "has no MX record: hardly any mail finds its way", $"publish '{domain}. MX 10 {Own(@case.Policy.Mail!)}.'")
                : Finding.Warning(domain, $"DNS fails: {answer.Failure}", "ask again; look at dns.servers of the policy")];
        }

        if (exchanges.Any(exchange => exchange.IsRoot))
        {
            return [Finding.Problem(domain, "says in DNS that it takes no mail (MX '.', RFC 7505)", "publish the MX of this server instead")];
        }

        var findings = new List<Finding>();
        var here = 0;
        foreach (var exchange in exchanges.Take(10))
        {
            var (addresses, failure) = await @case.ResolveAsync(exchange, cancellation);
            if (addresses.IsEmpty)
            {
                findings.Add(failure is null
                    ? Finding.Problem(domain, $"its MX {exchange} has no address in DNS", "publish one, or remove the MX record")
                    : Finding.Warning(domain, $"its MX {exchange}: {failure}", "ask again"));
                continue;
            }

            var isOurs = Receivers(@case.Policy.Mail!).Any(connector => connector.Fqdn.Equals(exchange.ToString(), StringComparison.OrdinalIgnoreCase)) || addresses.Any(@case.IsHere);
            here += isOurs ? 1 : 0;
            if (isOurs)
            {
                findings.Add(Finding.Ok(domain, $"its MX {exchange} ({string.Join(", ", addresses)}) is this server"));
                findings.AddRange(CertificateOf(domain, exchange, @case.Policy.Mail!));
            }
        }

        if (here == 0 && findings.Count == 0)
        {
            findings.Add(Finding.Warning(
                domain, $"none of its MX ({string.Join(", ", exchanges)}) is this server",
                "let one lead here; if another server takes the mail and hands it on, or addresses are translated (--public), this is as it should be"));
        }

        return findings;
    }

    // Senders that demand a verified name (MTA-STS, RFC 8461) go by the MX.
    private static IEnumerable<Finding> CertificateOf(string domain, DnsName exchange, MailPolicy mail)
    {
        var connectors = Receivers(mail).Where(connector => !connector.Certificates.IsEmpty).ToList();
        if (connectors.Count > 0 && !connectors.Any(connector => connector.Certificates.Any(certificate => certificate.Covers(exchange.ToString()))))
        {
            yield return Finding.Warning(domain, $"no certificate of receive connector {string.Join(", ", connectors.Select(one => one.Name))} covers its MX {exchange}",
                "give the connector a certificate with this name: senders that verify (MTA-STS) deliver nothing otherwise");
        }
    }

    private static string Own(MailPolicy mail) => Receivers(mail).Select(connector => connector.Fqdn).FirstOrDefault() ?? mail.ReceiveConnectors[0].Fqdn;

    // Those that other mail servers speak to.
    private static IEnumerable<ReceiveConnector> Receivers(MailPolicy mail) => mail.ReceiveConnectors.Where(connector => connector.RemoteAddresses is null);
}
