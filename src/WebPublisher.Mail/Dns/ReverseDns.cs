using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Mail.Dns;

/// <summary>Looks up whether addresses have names that lead back to them (RFC 8601 section 2.7.3, "iprev").</summary>
/// <param name="dns">Where names are looked up.</param>
public sealed class ReverseDns(IDnsLookup dns)
{
    /// <summary>The most names of an address that are followed.</summary>
    public const int MaximumNames = 10;

    /// <summary>Looks one up.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Gives up; the only way to end in an exception.</param>
    public async ValueTask<ReverseDnsResult> LookUpAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var pointers = await dns.LookUpAsync(ReverseName.Of(address), DnsType.Ptr, cancellationToken);
        if (pointers.Status != DnsAnswerStatus.Found)
        {
            return pointers.IsVoid ? ReverseDnsResult.Missing : ReverseDnsResult.Unknown;
        }

        var type = address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;
        var result = ReverseDnsResult.Unconfirmed;
        foreach (var pointer in pointers.Records.OfType<NameRecord>().Take(MaximumNames))
        {
            var addresses = await dns.LookUpAsync(pointer.Target, type, cancellationToken);
            if (addresses.Records.OfType<AddressRecord>().Any(record => record.Address.Equals(address)))
            {
                return ReverseDnsResult.Confirmed;
            }

            result = addresses.Status == DnsAnswerStatus.TemporaryFailure ? ReverseDnsResult.Unknown : result;
        }

        return result;
    }
}
