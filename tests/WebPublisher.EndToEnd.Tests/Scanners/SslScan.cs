using System.Globalization;
using System.Net.Sockets;
using System.Xml.Linq;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Scanners;

/// <summary>What sslscan found out about a listener.</summary>
internal sealed class SslScan
{
    private readonly XElement _result;

    private SslScan(XElement result) => _result = result;

    /// <summary>Versions that were accepted, such as <c>tls 1.2</c>.</summary>
    public IEnumerable<string> Protocols => _result.Elements("protocol")
        .Where(protocol => (string?)protocol.Attribute("enabled") == "1")
        .Select(protocol => $"{(string?)protocol.Attribute("type")} {(string?)protocol.Attribute("version")}");

    /// <summary>Cipher suites that were accepted, with the version of TLS and the bits of their key.</summary>
    public IReadOnlyList<AcceptedCipher> Ciphers => [.. _result.Elements("cipher").Select(cipher => new AcceptedCipher(
        (string?)cipher.Attribute("sslversion") ?? "",
        (string?)cipher.Attribute("cipher") ?? "",
        int.Parse((string?)cipher.Attribute("bits") ?? "0", CultureInfo.InvariantCulture)))];

    /// <summary>Versions of TLS under which Heartbleed was found.</summary>
    public IEnumerable<string> Heartbleed => _result.Elements("heartbleed")
        .Where(heartbleed => (string?)heartbleed.Attribute("vulnerable") != "0").Select(heartbleed => (string?)heartbleed.Attribute("sslversion") ?? "");

    /// <summary>Whether a client may renegotiate without RFC 5746.</summary>
    public bool AllowsInsecureRenegotiation => _result.Elements("renegotiation")
        .Any(renegotiation => (string?)renegotiation.Attribute("supported") == "1" && (string?)renegotiation.Attribute("secure") != "1");

    /// <summary>Whether TLS compression (CRIME) is offered.</summary>
    public bool OffersCompression => _result.Elements("compression").Any(compression => (string?)compression.Attribute("supported") == "1");

    /// <summary>Scans the HTTPS listener of an edge and keeps the report.</summary>
    public static async Task<SslScan> RunAsync(Edge edge)
    {
        var report = Path.Combine(Repository.Artifacts("results"), "sslscan.xml");
        var isIPv6 = ClientSideAddress.Value.AddressFamily == AddressFamily.InterNetworkV6;
        (await Command.RunAsync(
            Needs.Find("sslscan")!,
            [isIPv6 ? "--ipv6" : "--ipv4", "--no-colour", "--show-ciphers", $"--xml={report}", $"--sni-name={Edge.PublishedName}", $"{ClientSideAddress.Literal}:{edge.HttpsPort}"],
            TimeSpan.FromSeconds(120))).Successful();
        return new SslScan(XDocument.Load(report).Root!.Element("ssltest")!);
    }
}
