using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Publishing;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Publishing;

public sealed class PublishedNamesCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLog<PublishedNamesCheck> _log = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Names_are_those_of_rules_that_publish_or_redirect()
    {
        var policy = Load("""
            version: 1
            listeners: [{ name: plain, address: 127.0.0.1:80, protocol: http }]
            destinationSets:
              site: [{ host: mail.example.com }, { host: "*.example.com" }, { host: 192.0.2.1 }, { host: MAIL.example.com, paths: [/x] }]
              old: [{ host: old.example.com }]
              denied: [{ host: denied.example.com }]
            frontEnds: { farm: { servers: [10.0.0.1:80] } }
            publishingRules:
              - { name: denied, destinations: denied, action: deny }
              - { name: old, destinations: old, action: redirect, requireSecureChannel: false, redirect: { to: "https://mail.example.com/" } }
              - { name: site, destinations: site, action: publish, to: farm, bridging: http, requireSecureChannel: false }
            """);

        Assert.Equal(["old.example.com", "mail.example.com"], PublishedNames.Of(policy.Web).AsEnumerable());
    }

    [Fact]
    public async Task A_name_that_leads_to_a_listener_is_not_mentioned()
    {
        await RunAsync("127.0.0.1", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("192.0.2.9"), IPAddress.Loopback]));

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task With_a_listener_on_every_address_any_of_this_machine_will_do()
    {
        await RunAsync("0.0.0.0", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_is_warned_of()
    {
        await RunAsync("127.0.0.1", (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("192.0.2.9")]));

        var entry = Assert.Single(_log.Entries);
        Assert.Equal((LogLevel.Warning, 6010), (entry.Level, entry.Id));
        Assert.Contains("mail.example.com leads to 192.0.2.9", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_warned_of()
    {
        await RunAsync("127.0.0.1", (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        Assert.Equal(6011, Assert.Single(_log.Entries).Id);
    }

    [Fact]
    public async Task A_resolver_that_never_answers_is_given_up()
    {
        var asked = new TaskCompletionSource();
        var running = RunAsync("127.0.0.1", (_, _) =>
        {
            asked.SetResult();
            return new TaskCompletionSource<IPAddress[]>().Task;
        });
        await asked.Task;
        _time.Advance(PublishedNamesCheck.NameLimit);
        await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Contains("no answer within 5 s", Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_it_without_a_warning()
    {
        using var stop = new CancellationTokenSource();
        var check = new PublishedNamesCheck((_, _) => new TaskCompletionSource<IPAddress[]>().Task, _time, _log);
        var running = check.RunAsync(Site("127.0.0.1").Web, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Empty(_log.Entries);
    }

    private Task RunAsync(string address, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        new PublishedNamesCheck(resolve, _time, _log).RunAsync(Site(address).Web, CancellationToken.None);

    private PublisherPolicy Site(string address) => Load($$"""
        version: 1
        listeners: [{ name: plain, address: "{{address}}:80", protocol: http }]
        destinationSets: { site: [{ host: mail.example.com }] }
        publishingRules: [{ name: site, destinations: site, action: redirect, requireSecureChannel: false, redirect: { to: "https://example.com/" } }]
        """);

    private PublisherPolicy Load(string text)
    {
        var loaded = new PolicyLoader(TimeProvider.System).Load(_directory.Write("policy.yaml", text));
        return loaded.Policy ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }
}
