using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndFarmsTests
{
    private static readonly HealthProbe s_probe = new("/healthcheck.htm?deep=1", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), 2);

    [Fact]
    public async Task A_reload_that_does_not_change_a_farm_keeps_its_connections()
    {
        await using var frontEnd = RawFrontEnd.Answering("kept");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal("kept", await published.GetAsync());
            await published.ApplyAsync(PublishedFarm.Farmed(frontEnd.Authority));
        }

        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task A_reload_that_adds_a_server_keeps_the_connections_to_the_others()
    {
        await using var frontEnd = RawFrontEnd.Answering("kept");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        await published.GetAsync();
        await published.ApplyAsync(PublishedFarm.Farmed(frontEnd.Authority, RawFrontEnd.Nobody().Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal)));
        Assert.Equal("kept", await published.GetAsync());
        Assert.Equal(1, frontEnd.Connections);
    }

    [Fact]
    public async Task A_changed_certificate_policy_is_asked_of_new_connections_at_once()
    {
        using var certificate = CertificateCase.Make("good");
        await using var frontEnd = TlsFrontEnd.Start(certificate);
        var farm = PublishedFarm.Farmed(frontEnd.Authority) with { Certificate = CertificateCase.Policy };
        await using var published = await PublishedFarm.StartAsync(farm, BridgingMode.Https);
        Assert.Equal("secure", await published.GetAsync());
        await published.ApplyAsync(farm with { Certificate = CertificateCase.Policy with { Name = "another.test" } }, BridgingMode.Https);
        Assert.Equal(nameof(DenialReason.FrontEndCertificateRefused), await published.GetAsync());
    }

    [Fact]
    public async Task Requests_judged_by_the_old_policy_go_to_the_old_farm_even_after_a_reload()
    {
        await using var old = RawFrontEnd.Answering("old");
        await using var next = RawFrontEnd.Answering("next");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(old.Authority));
        var farm = published.Farm;
        await published.ApplyAsync(PublishedFarm.Farmed(next.Authority));
        Assert.Equal("next", await published.GetAsync());
        Assert.Contains(old.Authority, published.Farms.Find(farm, BridgingMode.Http)!.State.Destinations.Keys);
    }

    [Fact]
    public async Task A_farm_that_cannot_be_put_in_force_leaves_the_one_before_in_force()
    {
        await using var frontEnd = RawFrontEnd.Answering("still here");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var bad = PublishedFarm.Farmed(RawFrontEnd.Nobody()) with { Health = s_probe with { Interval = TimeSpan.Zero } };
        var error = await Assert.ThrowsAsync<FrontEndFarmsException>(() => published.ApplyAsync(bad));
        Assert.Contains("interval", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("still here", await published.GetAsync());

        await published.ApplyAsync(PublishedFarm.Farmed(frontEnd.Authority) with { Balancing = Balancing.Random });
        Assert.Equal("still here", await published.GetAsync());
    }

    [Fact]
    public async Task A_server_whose_circuit_is_open_is_passed_over_until_its_time_is_up()
    {
        var time = new ManualTimeProvider();
        var port = LoopbackPort.Free();
        await using var second = RawFrontEnd.Answering("second");
        var first = $"127.0.0.0:{port}";
        var farm = PublishedFarm.Farmed(first, second.Authority);
        farm = farm with { Resilience = farm.Resilience with { BreakerFailures = 2, BreakerOpenFor = TimeSpan.FromSeconds(30) } };
        await using var published = await PublishedFarm.StartAsync(farm, time: time);
        Assert.Equal(2, (await published.GetRecordAsync()).Attempts);
        Assert.Equal(2, (await published.GetRecordAsync()).Attempts);
        Assert.Contains(published.Log, logged => logged.Id.Id == 3003);
        await UntilAsync(async () => (await published.GetRecordAsync()).Attempts == 1);

        time.Advance(TimeSpan.FromSeconds(61));
        await UntilAsync(async () => (await published.GetRecordAsync()).Attempts == 2);
    }

    [Fact]
    public async Task The_last_server_is_tried_even_when_live_traffic_failed_on_it()
    {
        var port = LoopbackPort.Free();
        var farm = PublishedFarm.Farmed($"127.0.0.1:{port}");
        farm = farm with { Resilience = farm.Resilience with { BreakerFailures = 2, BreakerOpenFor = TimeSpan.FromSeconds(30) } };
        var time = new ManualTimeProvider();
        await using var published = await PublishedFarm.StartAsync(farm, time: time);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(nameof(DenialReason.FrontEndUnreachable), await published.GetAsync());
        }

        await using var back = RawFrontEnd.Answering("back", port);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("back", await published.GetAsync());
    }

    [Fact]
    public async Task A_probe_takes_a_server_out_and_brings_it_back()
    {
        var healthy = true;
        await using var first = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var isProbe = request.StartsWith("GET /healthcheck.htm?deep=1 HTTP/1.1\r\n", StringComparison.Ordinal);
                var status = isProbe && !Volatile.Read(ref healthy) ? "503 Service Unavailable" : "200 OK";
                await connection.WriteAsync($"HTTP/1.1 {status}\r\nContent-Length: 5\r\n\r\nfirst");
            }
        });
        await using var second = RawFrontEnd.Answering("second");
        var time = new ManualTimeProvider();
        var farm = PublishedFarm.Farmed(first.Authority, second.Authority) with { Health = s_probe, Balancing = Balancing.RoundRobin };
        await using var published = await PublishedFarm.StartAsync(farm, time: time);
        Assert.Equal(["first", "second"], (await SeveralAsync(published)).Order(StringComparer.Ordinal));

        Volatile.Write(ref healthy, false);
        await UntilAsync(async () =>
        {
            time.Advance(s_probe.Interval);
            return (await SeveralAsync(published)).SetEquals(["second"]);
        });
        Volatile.Write(ref healthy, true);
        await UntilAsync(async () =>
        {
            time.Advance(s_probe.Interval);
            return (await SeveralAsync(published)).SetEquals(["first", "second"]);
        });
    }

    [Fact]
    public async Task A_farm_all_of_whose_servers_fail_their_probe_is_unavailable()
    {
        // Healthy at first: a probe is made as soon as the farm is in force.
        var status = "200 OK";
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"HTTP/1.1 {Volatile.Read(ref status)}\r\nContent-Length: 0\r\n\r\n");
            }
        });
        var time = new ManualTimeProvider();
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority) with { Health = s_probe }, time: time);
        Assert.Empty(published.Farms.WithoutHealthyServer);
        Assert.Equal((true, null), published.Farms.Health is [var well] ? (well.IsAvailable, well.Problem) : default);
        Volatile.Write(ref status, "404 Not Found");
        await UntilAsync(async () =>
        {
            time.Advance(s_probe.Interval);

            // A probe that was answered before the status changed may still be counted after one that was not.
            return (await published.GetRecordAsync()).Denial?.Detail == "no server of farm 'owa-farm' is healthy" && published.Farms.WithoutHealthyServer is ["owa-farm"];
        });
        Assert.Equal(nameof(DenialReason.FrontEndUnavailable), await published.GetAsync());
        var ill = Assert.Single(published.Farms.Health);
        Assert.Equal(("owa-farm", frontEnd.Authority, false, false, "its probe fails"), (ill.Group, ill.Server.Authority, ill.IsHealthy, ill.IsResting, ill.Problem));
    }

    [Fact]
    public async Task A_server_whose_circuit_is_open_is_told_as_resting_and_another_as_well()
    {
        await using var frontEnd = RawFrontEnd.Answering("kept");
        var nobody = RawFrontEnd.Nobody();

        // In turn: of the first by name alone nobody might be asked.
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(nobody, frontEnd.Authority) with { Balancing = Balancing.RoundRobin });
        for (var i = 0; i < 20; i++)
        {
            await published.GetAsync();
        }

        Assert.Equal([nobody, frontEnd.Authority], published.Farms.Health.Select(server => server.Server.Authority));
        Assert.False(published.Farms.Health[0].IsAvailable);
        Assert.NotNull(published.Farms.Health[0].Problem);
        Assert.True(published.Farms.Health[1].IsAvailable);
    }

    [Fact]
    public async Task Probes_are_verified_like_live_traffic()
    {
        using var certificate = CertificateCase.Make("wrong name");
        await using var frontEnd = TlsFrontEnd.Start(certificate);
        var farm = PublishedFarm.Farmed(frontEnd.Authority) with { Certificate = CertificateCase.Policy, Health = s_probe };
        await using var published = await PublishedFarm.StartAsync(farm, BridgingMode.Https);
        await UntilAsync(() => Task.FromResult(published.Log.Any(logged => logged.Id.Id == 3006)));
        await frontEnd.DisposeAsync();
        Assert.Equal("", frontEnd.Received);
    }

    [Fact]
    public async Task A_browser_stays_with_its_server_and_leaves_it_when_it_fails()
    {
        await using var first = RawFrontEnd.Answering("first", fields: "Set-Cookie: session=1\r\n");
        await using var second = RawFrontEnd.Answering("second");
        var farm = PublishedFarm.Farmed(first.Authority, second.Authority) with { Balancing = Balancing.RoundRobin, Affinity = Affinity.Cookie };
        await using var published = await PublishedFarm.StartAsync(farm);
        var (body, cookies) = await AskAsync(published, null);
        while (body != "first")
        {
            (body, cookies) = await AskAsync(published, null);
        }

        Assert.Equal("session=1", cookies[0]);
        var cookie = cookies[1].Split(';')[0];
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(("first", 1), (await AskAsync(published, $"a=b; {cookie}")) is var (again, set) ? (again, set.Length) : default);
        }

        Assert.Contains("Cookie: a=b\r\n", first.Requests.Last(), StringComparison.Ordinal);
        await first.DisposeAsync();
        (body, cookies) = await AskAsync(published, cookie);
        Assert.Equal("second", body);
        var moved = Assert.Single(cookies).Split(';')[0];
        Assert.NotEqual(cookie, moved);
        (body, cookies) = await AskAsync(published, moved);
        Assert.Equal("second", body);
        Assert.Empty(cookies);
    }

    private static async Task<(string Body, string[] Cookies)> AskAsync(PublishedFarm published, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var response = await published.Client.SendAsync(request);
        return (await response.Content.ReadAsStringAsync(), response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : []);
    }

    private static async Task<HashSet<string>> SeveralAsync(PublishedFarm published)
    {
        var answers = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            answers.Add(await published.GetAsync());
        }

        return answers;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
