using System.Net;
using WebPublisher.Ipsec;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Tests.Ipsec;

public sealed class IpsecStateTests
{
    private const string Standing =
        "list-sa event {webpublisher-owafe01 {uniqueid=1 version=2 state=ESTABLISHED local-host=10.0.0.1 local-id=edge.example.com remote-host=10.0.0.2 remote-port=500 "
        + "encr-alg=AES_GCM_16 encr-keysize=256 established=16 child-sas {webpublisher-owafe01-1 {name=webpublisher-owafe01 uniqueid=1 reqid=1 state=INSTALLED mode=TRANSPORT "
        + "protocol=ESP spi-in=ab289052 spi-out=367248be encr-alg=AES_GCM_16 encr-keysize=256 bytes-in=1200 packets-in=7 bytes-out=345 local-ts=[10.0.0.1/32[tcp]]}}}}\nlist-sas reply {}\n";

    private static readonly IpsecRole s_role = new(
        new IpsecConnection
        {
            Name = "owafe01",
            Location = SourceLocation.BuiltIn,
            Side = IpsecSide.Front,
            Front = new IpsecEnd(IPAddress.Parse("10.0.0.1"), "edge.example.com"),
            Back = new IpsecEnd(IPAddress.Parse("10.0.0.2"), "owafe01.example.com"),
            Ports = [80],
            KeyExchange = [IpsecKeyExchange.Ecp384],
        },
        IpsecSide.Front);

    [Fact]
    public void An_installed_association_stands()
    {
        var state = Of(Standing);

        Assert.True(state.Stands);
        Assert.Equal(("ESTABLISHED", "INSTALLED", "AES_GCM_16-256"), (state.Ike, state.Esp, state.Cipher));
        Assert.Equal((16L, 1200L, 345L), (state.Established, state.BytesIn, state.BytesOut));
    }

    [Fact]
    public void Without_an_association_nothing_stands()
    {
        var state = Of("list-sas reply {}\n");

        Assert.False(state.Stands);
        Assert.Equal(("none", "none"), (state.Ike, state.Esp));
        Assert.Null(state.Cipher);
    }

    [Theory]
    [InlineData("state=ESTABLISHED", "state=CONNECTING")]
    [InlineData("state=INSTALLED", "state=INSTALLING")]
    [InlineData("child-sas {webpublisher-owafe01-1", "child-sas {} x {webpublisher-owafe01-1")]
    [InlineData("protocol=ESP", "protocol=AH")]
    [InlineData("spi-out=367248be encr-alg=AES_GCM_16", "spi-out=367248be encr-alg=NULL")]
    [InlineData("encr-alg=AES_GCM_16 encr-keysize=256 bytes-in", "encr-alg=AES_GCM_16 encr-keysize=128 bytes-in")]
    [InlineData("mode=TRANSPORT", "mode=TUNNEL")]
    [InlineData("remote-host=10.0.0.2", "remote-host=10.0.0.3")]
    [InlineData("{webpublisher-owafe01 {", "{webpublisher-owafe02 {")]
    public void Less_than_the_policy_asks_for_does_not_stand(string good, string bad)
    {
        Assert.Contains(good, Standing, StringComparison.Ordinal);

        Assert.False(Of(Standing.Replace(good, bad, StringComparison.Ordinal)).Stands);
    }

    [Fact]
    public void While_keys_are_renewed_the_association_that_carries_traffic_counts()
    {
        var connecting = Standing.Split('\n')[0].Replace("ESTABLISHED", "CONNECTING", StringComparison.Ordinal).Replace("INSTALLED", "CREATED", StringComparison.Ordinal);

        Assert.True(Of(connecting + "\n" + Standing).Stands);
        Assert.True(Of(Standing + connecting).Stands);
    }

    private static IpsecState Of(string raw) => Assert.Single(IpsecState.Of(IpsecProcessing.Kernel, [s_role], raw));
}
