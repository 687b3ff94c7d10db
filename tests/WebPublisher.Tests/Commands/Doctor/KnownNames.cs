using System.Net;
using System.Net.Sockets;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Tests.Commands.Doctor;

/// <summary>A DNS of a few records; what is in none does not exist.</summary>
internal sealed class KnownNames : IDnsLookup
{
    private readonly List<DnsRecord> _records = [];

    /// <summary>A name for which every look-up fails.</summary>
    public string? Broken { get; init; }

    public KnownNames Address(string name, params string[] addresses)
    {
        foreach (var address in addresses.Select(IPAddress.Parse))
        {
            _records.Add(new AddressRecord(Name(name), address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa, 60, address));
        }

        return this;
    }

    public KnownNames Text(string name, string text) => Add(new TextRecord(Name(name), 60, text));

    public KnownNames Exchange(string name, int preference, string exchange) => Add(new MailExchangeRecord(Name(name), 60, preference, Name(exchange)));

    public KnownNames Pointer(string address, string name) => Add(new NameRecord(ReverseName.Of(IPAddress.Parse(address)), DnsType.Ptr, 60, Name(name)));

    public ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
    {
        if (Broken is not null && name.Equals(Name(Broken)))
        {
            return ValueTask.FromResult(DnsAnswer.TemporaryFailure(DnsFailure.TimedOut));
        }

        var found = _records.Where(record => record.Name.Equals(name)).ToList();
        return ValueTask.FromResult(found.Count == 0 ? DnsAnswer.NoSuchDomain()
            : found.Any(record => record.Type == type) ? DnsAnswer.Found([.. found.Where(record => record.Type == type)])
            : DnsAnswer.NoData());
    }

    private static DnsName Name(string text) => DnsName.TryParse(text, out var name) ? name : throw new ArgumentException(text, nameof(text));

    private KnownNames Add(DnsRecord record)
    {
        _records.Add(record);
        return this;
    }
}
