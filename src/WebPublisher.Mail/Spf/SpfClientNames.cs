using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>
/// The names of a client that lead back to its address (RFC 7208 section 5.5); looked up once a check. A failure leaves a name out and never fails the check: the domain has no say in what is
/// wrong with a client's names.
/// </summary>
internal sealed class SpfClientNames(IPAddress client, IDnsLookup dns)
{
    private const string Unknown = "unknown";
    private List<DnsName>? _names;

    /// <summary>Whether one of the names is <paramref name="domain"/> or below it.</summary>
    public async ValueTask<bool> AnyBelowAsync(DnsName domain, CancellationToken cancellationToken) =>
        (await NamesAsync(cancellationToken)).Exists(n => n.IsSameOrBelow(domain));

    /// <summary>The name to show for the macro p: the domain itself, else one below it, else any; else <c>unknown</c> (section 7.3).</summary>
    public async ValueTask<string> BestAsync(string domain, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        if (!DnsName.TryParse(domain, out var parsed))
        {
            return Unknown;
        }

        return (names.Find(parsed.Equals) ?? names.Find(n => n.IsSameOrBelow(parsed)) ?? names.FirstOrDefault())?.ToPlainText() ?? Unknown;
    }

    private async ValueTask<List<DnsName>> NamesAsync(CancellationToken cancellationToken)
    {
        if (_names is not null)
        {
            return _names;
        }

        _names = [];
        var type = client.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;
        var pointers = await dns.LookUpAsync(ReverseName.Of(client), DnsType.Ptr, cancellationToken);
        foreach (var pointer in pointers.Records.OfType<NameRecord>().Take(SpfLimits.MaximumClientNames))
        {
            var addresses = await dns.LookUpAsync(pointer.Target, type, cancellationToken);
            if (addresses.Records.OfType<AddressRecord>().Any(a => a.Address.Equals(client)))
            {
                _names.Add(pointer.Target);
            }
        }

        return _names;
    }
}
