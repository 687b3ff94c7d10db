using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

public sealed class PolicyResolverTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Another_policy_has_other_servers_asked_from_then_on()
    {
        using var first = new FakeDnsServer(Answering("192.0.2.1"));
        using var second = new FakeDnsServer(Answering("192.0.2.2"));
        using var resolver = Resolver(PolicyOf(first));
        Assert.Equal("192.0.2.1", await AddressAsync(resolver));
        resolver.Follow(PolicyOf(second));
        Assert.Equal("192.0.2.2", await AddressAsync(resolver));
        Assert.Equal(second.EndPoint, Assert.Single(resolver.Servers));
        Assert.Equal(2, _log.Count(3404));
    }

    [Fact]
    public async Task A_look_up_that_has_begun_ends_as_it_began()
    {
        var held = new TaskCompletionSource();
        using var first = new FakeDnsServer(Answering("192.0.2.1")) { Before = _ => held.Task };
        using var second = new FakeDnsServer(Answering("192.0.2.2"));
        using var resolver = Resolver(PolicyOf(first));
        var begun = AddressAsync(resolver);
        await first.AskedAsync();
        resolver.Follow(PolicyOf(second));
        Assert.Equal("192.0.2.2", await AddressAsync(resolver));
        held.SetResult();
        Assert.Equal("192.0.2.1", await begun);
    }

    [Fact]
    public async Task A_policy_that_says_the_same_forgets_nothing()
    {
        using var server = new FakeDnsServer(Answering("192.0.2.1"));
        using var resolver = Resolver(PolicyOf(server));
        await AddressAsync(resolver);
        resolver.Follow(PolicyOf(server));
        await AddressAsync(resolver);
        Assert.Single(server.Datagrams);
        resolver.Follow(PolicyOf(server) with { Timeout = TimeSpan.FromSeconds(29) });
        await AddressAsync(resolver);
        Assert.Equal(2, server.Datagrams.Count);
    }

    [Fact]
    public void Without_servers_in_the_policy_those_of_the_system_are_asked_as_they_are_at_a_reload()
    {
        var file = _directory["resolv.conf"];
        File.WriteAllText(file, "nameserver 192.0.2.53\n");
        using var resolver = new PolicyResolver(DnsPolicy.Default, TimeProvider.System, Loggers(), file);
        Assert.Equal("192.0.2.53:53", string.Join(" ", resolver.Servers));
        File.WriteAllText(file, "nameserver 192.0.2.54\n");
        resolver.Follow(DnsPolicy.Default);
        Assert.Equal("192.0.2.54:53", string.Join(" ", resolver.Servers));
        File.Delete(file);
        resolver.Follow(DnsPolicy.Default);
        Assert.Equal("127.0.0.1:53", string.Join(" ", resolver.Servers));
        Assert.Equal(1, _log.Count(3405));
    }

    [Fact]
    public async Task What_is_under_way_at_the_end_is_given_up()
    {
        using var server = new FakeDnsServer(Answering("192.0.2.1")) { Before = _ => new TaskCompletionSource().Task };
        var resolver = Resolver(PolicyOf(server));
        var begun = AskAsync(resolver);
        await server.AskedAsync();
        resolver.Dispose();
        Assert.Equal(DnsFailure.Stopping, (await begun).Failure);
    }

    private static Func<DnsQuery, WireResponse> Answering(string address) => query => new WireResponse(query).Ttl(300).Address("a.test", address);

    private static DnsPolicy PolicyOf(FakeDnsServer server) => new([server.EndPoint], TimeSpan.FromSeconds(30));

    private static async Task<string> AddressAsync(IDnsLookup dns) => Assert.IsType<AddressRecord>(Assert.Single((await AskAsync(dns)).Records)).Address.ToString();

    private static Task<DnsAnswer> AskAsync(IDnsLookup dns) =>
        dns.LookUpAsync(WireResponse.NameOf("a.test"), DnsType.A, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    private PolicyResolver Resolver(DnsPolicy policy) => new(policy, TimeProvider.System, Loggers());

    private ILogger<DnsResolver> Loggers() => _log.CreateLogger<DnsResolver>();
}
