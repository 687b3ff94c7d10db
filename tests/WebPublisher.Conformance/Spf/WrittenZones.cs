using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Dns;
using YamlDotNet.RepresentationModel;

namespace WebPublisher.Conformance.Spf;

/// <summary>
/// Zones as the suite writes them: names with lists of <c>TYPE: value</c>. The word TIMEOUT fails every query that no record answers. Records of type SPF, which RFC 7208 has done away
/// with, stand for TXT unless the name has TXT records of its own, of which NONE is none.
/// </summary>
internal sealed class WrittenZones : IDnsLookup
{
    private const int Ttl = 60;
    private readonly Dictionary<DnsName, List<DnsRecord>> _records = [];
    private readonly HashSet<DnsName> _silent = [];
    private readonly HashSet<(DnsName, DnsType)> _silentTypes = [];

    public WrittenZones(YamlMappingNode zones)
    {
        foreach (var (key, list) in zones)
        {
            if (!DnsName.TryParse(((YamlScalarNode)key).Value, out var name))
            {
                continue;
            }

            var records = _records[name] = [];
            var entries = ((YamlSequenceNode)list).OfType<YamlMappingNode>().SelectMany(m => m).Select(e => (Type: ((YamlScalarNode)e.Key).Value!, e.Value)).ToList();
            var ownTexts = entries.Exists(e => e.Type == "TXT");
            foreach (var (type, value) in entries)
            {
                Add(records, name, type == "SPF" ? ownTexts ? "" : "TXT" : type, value);
            }

            if (((YamlSequenceNode)list).OfType<YamlScalarNode>().Any(word => word.Value == "TIMEOUT"))
            {
                _silent.Add(name);
            }
        }
    }

    public ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken) => ValueTask.FromResult(LookUp(name, type));

    private DnsAnswer LookUp(DnsName name, DnsType type)
    {
        for (var aliases = 0; aliases <= AliasChain.MaximumLength; aliases++)
        {
            var records = _records.GetValueOrDefault(name, []);
            if (records.Where(r => r.Type == type).ToImmutableArray() is { IsEmpty: false } found)
            {
                return DnsAnswer.Found(found);
            }

            if (records.Find(r => r.Type == DnsType.Cname) is NameRecord alias)
            {
                name = alias.Target;
                continue;
            }

            return _silent.Contains(name) || _silentTypes.Contains((name, type)) ? DnsAnswer.TemporaryFailure(DnsFailure.TimedOut)
                : _records.ContainsKey(name) ? DnsAnswer.NoData(Ttl)
                : DnsAnswer.NoSuchDomain(Ttl);
        }

        return DnsAnswer.TemporaryFailure(DnsFailure.TooManyAliases);
    }

    private void Add(List<DnsRecord> records, DnsName name, string type, YamlNode value)
    {
        var text = value is YamlSequenceNode several ? string.Concat(several.OfType<YamlScalarNode>().Select(part => part.Value)) : ((YamlScalarNode)value).Value!;
        if (text == "TIMEOUT" && Enum.TryParse<DnsType>(type, ignoreCase: true, out var silent))
        {
            _silentTypes.Add((name, silent));
            return;
        }

        switch (type)
        {
            case "A" or "AAAA":
                records.Add(new AddressRecord(name, type == "A" ? DnsType.A : DnsType.Aaaa, Ttl, IPAddress.Parse(text)));
                break;
            case "MX" when value is YamlSequenceNode pair:
                records.Add(new MailExchangeRecord(name, Ttl, int.Parse(((YamlScalarNode)pair[0]).Value!), Name(((YamlScalarNode)pair[1]).Value!)));
                break;
            case "PTR" or "CNAME":
                records.Add(new NameRecord(name, type == "PTR" ? DnsType.Ptr : DnsType.Cname, Ttl, Name(text)));
                break;
            case "TXT" when text != "NONE":
                records.Add(new TextRecord(name, Ttl, text));
                break;
        }
    }

    private static DnsName Name(string text) => text.Length == 0 ? DnsName.Root : DnsName.TryParse(text, out var name) ? name : throw new InvalidDataException($"{text} is no name");
}
