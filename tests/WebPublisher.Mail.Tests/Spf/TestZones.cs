using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;

namespace WebPublisher.Mail.Tests.Spf;

/// <summary>Zones that a test writes down, one record a line: <c>name TYPE value</c>. The type <c>FAIL</c> fails every query for the name.</summary>
internal sealed class TestZones : IDnsLookup
{
    private readonly ILookup<DnsName, string[]> _lines;

    public TestZones(params string[] lines) => _lines = lines.Select(line => line.Split(' ', 3)).ToLookup(parts => WireResponse.NameOf(parts[0]));

    /// <summary>Everything that was asked.</summary>
    public List<string> Questions { get; } = [];

    public ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
    {
        Questions.Add($"{name} {type}");
        var lines = _lines[name].ToList();
        if (lines.Exists(parts => parts[1] == "FAIL"))
        {
            return ValueTask.FromResult(DnsAnswer.TemporaryFailure(DnsFailure.TimedOut));
        }

        var records = lines.Where(parts => parts[1].Equals(type.ToString(), StringComparison.OrdinalIgnoreCase)).Select(parts => Record(name, type, parts[2])).ToImmutableArray();
        return ValueTask.FromResult(!records.IsEmpty ? DnsAnswer.Found(records) : lines.Count > 0 ? DnsAnswer.NoData(60) : DnsAnswer.NoSuchDomain(60));
    }

    private static DnsRecord Record(DnsName name, DnsType type, string value) => type switch
    {
        DnsType.Txt => new TextRecord(name, 60, value),
        DnsType.Mx => new MailExchangeRecord(name, 60, 10, WireResponse.NameOf(value)),
        DnsType.Ptr => new NameRecord(name, type, 60, WireResponse.NameOf(value)),
        _ => new AddressRecord(name, type, 60, IPAddress.Parse(value)),
    };
}
