using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Spf;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents.Lists;

namespace WebPublisher.Smtp.Tests.Agents.Lists;

public sealed class ListProvidersTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task The_first_of_those_that_list_an_address_is_told_though_all_are_asked()
    {
        var zones = new TestZones("1.2.0.192.b.test A 127.0.0.2", "1.2.0.192.c.test A 127.0.0.2");
        Assert.Equal("b", (await Providers(zones, "a", "b", "c").FindAsync(s_client, default)).Listed?.Name);
        Assert.Equal(3, zones.Questions.Count);
    }

    [Fact]
    public async Task An_address_of_ipv6_is_asked_by_its_digits()
    {
        var zones = new TestZones("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.a.test A 127.0.0.2");
        Assert.NotNull((await Providers(zones, "a").FindAsync(IPAddress.Parse("2001:db8::1"), default)).Listed);
    }

    [Fact]
    public async Task Who_cannot_be_asked_lists_nobody_and_is_named()
    {
        var zones = new TestZones("1.2.0.192.a.test FAIL", "1.2.0.192.b.test FAIL");
        Assert.Equal(new ListAnswer(null, "a: TimedOut; b: TimedOut"), await Providers(zones, "a", "b", "c").FindAsync(s_client, default));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_patience_for_all_of_them()
    {
        var time = new ManualTimeProvider();
        var finding = Providers(new SilentDns(), time, "a", "b").FindAsync(s_client, default);
        Assert.False(finding.IsCompleted);
        time.Advance(ListProviders.Patience);
        Assert.Equal(new ListAnswer(null, "a: TimedOut; b: TimedOut"), await finding);
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so()
    {
        using var gone = new CancellationTokenSource();
        var finding = Providers(new SilentDns(), "a").FindAsync(s_client, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await finding);
    }

    private static ListProviders Providers(IDnsLookup dns, params string[] names) => Providers(dns, new ManualTimeProvider(), names);

    private static ListProviders Providers(IDnsLookup dns, TimeProvider time, params string[] names) => new(
        [.. names.Select(name => new AddressListProvider { Name = name, Zone = $"{name}.test", Location = SourceLocation.BuiltIn })], dns, time);

    private sealed class SilentDns : IDnsLookup
    {
        public async ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("The time is never over.");
        }
    }
}
