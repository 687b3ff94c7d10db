namespace WebPublisher.Policy.Tests.Compilation.Ipsec;

public sealed class IpsecCoverageTests : IDisposable
{
    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Theory]
    [InlineData("10.0.0.2:25", "10.0.0.2:3310", "10.0.0.2:783", true)]
    [InlineData("10.0.0.2:26", "10.0.0.2:3311", "10.0.0.3:783", false)]
    public void Mail_in_clear_is_warned_of_and_whether_ipsec_covers_it_is_said(string hub, string clamd, string spamd, bool isCovered)
    {
        var said = Diagnose($$"""
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["{{hub}}"], tls: off }]
            agents:
              - antivirus: { clamd: "tcp:{{clamd}}" }
              - contentFilter: { scorers: [{ spamd: "tcp:{{spamd}}" }] }
            """);

        const string Covered = ", and ipsec 'inner' covers the way; 'webpublisher ipsec check' says whether it stands";
        Assert.Equal(isCovered ? 3 : 0, said.Split(Covered).Length - 1);
        Assert.Equal(3, said.Split("in clear").Length - 1);
        Assert.Equal(!isCovered, said.Contains("join the two by IPsec", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_by_name_is_never_covered() => Assert.Contains(
        "tls: off sends mail in clear; whoever can listen",
        Diagnose("sendConnectors: [{ name: hub, domains: [example.com], servers: [\"hub.example.com:25\"], tls: off }]"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(8891, true)]
    [InlineData(8892, false)]
    public void A_screener_listener_is_covered_where_this_machine_is_the_back_end(int port, bool isCovered)
    {
        var said = Diagnose($$"""
            sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:25"], tls: off }]
            agents: [{ mimeFilter: {} }]
            clientAddressSets: { mta: [10.0.0.3] }
            screenerListeners: [{ name: milter, listen: "10.0.0.1:{{port}}", protocol: milter, remoteAddresses: mta }]
            """);

        Assert.Equal(isCovered, said.Contains($"mail travels to 10.0.0.1:{port} in clear, and ipsec 'milters' covers the way", StringComparison.Ordinal));
        Assert.Contains($"mail travels to 10.0.0.1:{port} in clear", said, StringComparison.Ordinal);
    }

    private string Diagnose(string rest)
    {
        File.SetUnixFileMode(_workshop.Write("psk", "12345678901234567890\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return _workshop.Diagnose($$"""
            version: 1
            server: { name: EDGE01, fqdn: mail.example.com }
            ipsec:
              connections:
                inner: { side: front, front: { address: 10.0.0.1 }, back: { address: 10.0.0.2 }, ports: [25, 783, 3310], presharedKey: { file: psk } }
                milters: { side: back, front: { address: 10.0.0.3 }, back: { address: 10.0.0.1 }, ports: [8891], presharedKey: { file: psk } }
            acceptedDomains: [{ name: example.com }]
            receiveConnectors: [{ name: internet, listen: ["127.0.0.1:2525"] }]
            {{rest}}
            """);
    }
}
