using System.Net;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Has the address that mail comes from a name that leads back to it, and is it the one we say in EHLO? Many receivers refuse mail otherwise.</summary>
internal sealed class ReverseNameArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "reverse";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case)
    {
        if (@case.Policy.Mail is not { } mail)
        {
            yield break;
        }

        foreach (var name in mail.ReceiveConnectors.Where(connector => connector.RemoteAddresses is null).Select(connector => connector.Fqdn)
            .Concat(mail.SendConnectors.Select(connector => connector.Fqdn)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            yield return (name, cancel => ExamineAsync(name, @case, cancel));
        }
    }

    private static async Task<IReadOnlyList<Finding>> ExamineAsync(string fqdn, DoctorCase @case, CancellationToken cancellation)
    {
        if (!DnsName.TryParse(fqdn, out var name) || name.LabelCount < 2)
        {
            return [Finding.Warning(fqdn, "is no full name, and mail servers are greeted with it", "write server.fqdn in the policy: a name of yours that leads to this server")];
        }

        var (addresses, failure) = await @case.ResolveAsync(name, cancellation);
        if (addresses.IsEmpty && failure is not null)
        {
            return [Finding.Warning(fqdn, failure, "ask again; look at dns.servers of the policy")];
        }

        var findings = new List<Finding>();
        if (addresses.IsEmpty)
        {
            findings.Add(Finding.Warning(fqdn, "is what mail servers are greeted with, and has no address in DNS", "publish an A or AAAA record for it, with the address mail leaves from"));
        }

        foreach (var address in @case.Public.IsEmpty ? addresses : @case.Public)
        {
            findings.Add(DoctorCase.IsPrivate(address)
                ? Finding.Note(fqdn, $"{address} is a private address: what the Internet sees is not known here", "name the outer address with --public")
                : await ReverseAsync(fqdn, name, address, @case, cancellation));
        }

        return findings;
    }

    private static async Task<Finding> ReverseAsync(string fqdn, DnsName name, IPAddress address, DoctorCase @case, CancellationToken cancellation)
    {
        var result = await new ReverseDns(@case.Dns).LookUpAsync(address, cancellation);
        var pointers = (await @case.Dns.LookUpAsync(ReverseName.Of(address), DnsType.Ptr, cancellation)).Records.OfType<NameRecord>().Select(record => record.Target).ToList();
        var advice = $"have whoever owns the address publish the PTR record '{ReverseName.Of(address)}. PTR {fqdn}.'";
        return result switch
        {
            ReverseDnsResult.Confirmed when pointers.Contains(name) => Finding.Ok(fqdn, $"{address} has this name, and it leads back"),
            ReverseDnsResult.Confirmed => Finding.Warning(fqdn, $"{address} has another name, {string.Join(", ", pointers)}", $"say that name in EHLO (server.fqdn), or {advice}"),
            ReverseDnsResult.Missing => Finding.Warning(fqdn, $"{address} has no name (PTR)", advice),
            ReverseDnsResult.Unconfirmed => Finding.Warning(fqdn, $"{address} has the name {string.Join(", ", pointers)}, which does not lead back to it", advice),
            _ => Finding.Warning(fqdn, $"DNS fails for the name of {address}", "ask again"),
        };
    }
}
