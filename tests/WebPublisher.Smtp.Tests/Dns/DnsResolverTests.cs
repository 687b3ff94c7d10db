using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

public sealed class DnsResolverTests
{
    private static readonly IPAddress s_right = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task An_answer_is_kept_as_long_as_its_zone_says()
    {
        using var server = new FakeDnsServer(Right);
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        rig.Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(s_right, await rig.AddressAsync("A.TEST"));
        Assert.Single(server.Datagrams);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        Assert.Equal(2, server.Datagrams.Count);
    }

    [Theory]
    [InlineData(0, 4, 6)]
    [InlineData(int.MaxValue, 86399, 86401)]
    public async Task How_long_an_answer_is_kept_has_limits(int ttl, int still, int noLonger)
    {
        using var server = new FakeDnsServer(query => new WireResponse(query).Ttl(ttl).Address("a.test", "192.0.2.1"));
        using var rig = new ResolverRig(server);
        await rig.AddressAsync("a.test");
        rig.Clock.Advance(TimeSpan.FromSeconds(still));
        await rig.AddressAsync("a.test");
        Assert.Single(server.Datagrams);
        rig.Clock.Advance(TimeSpan.FromSeconds(noLonger - still));
        await rig.AddressAsync("a.test");
        Assert.Equal(2, server.Datagrams.Count);
    }

    [Theory]
    [InlineData(DnsResponseCode.NameError, DnsAnswerStatus.NoSuchDomain)]
    [InlineData(DnsResponseCode.NoError, DnsAnswerStatus.NoData)]
    public async Task That_there_is_nothing_is_kept_if_a_zone_vouches_for_it(DnsResponseCode code, DnsAnswerStatus expected)
    {
        using var server = new FakeDnsServer(query => query.Name.Equals(WireResponse.NameOf("a.test")) ? new WireResponse(query).Code(code).Soa("test", 60) : new WireResponse(query).Code(code));
        using var rig = new ResolverRig(server);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(expected, (await rig.AskAsync("a.test")).Status);
            Assert.Equal(expected, (await rig.AskAsync("b.test")).Status);
        }

        Assert.Equal(3, server.Datagrams.Count);
        rig.Clock.Advance(TimeSpan.FromSeconds(61));
        await rig.AskAsync("a.test");
        Assert.Equal(4, server.Datagrams.Count);
    }

    [Theory]
    [InlineData(DnsResponseCode.ServerFailure, DnsFailure.ServerFailed)]
    [InlineData(DnsResponseCode.Refused, DnsFailure.Refused)]
    [InlineData(DnsResponseCode.NotImplemented, DnsFailure.Refused)]
    public async Task A_server_that_fails_is_followed_by_the_next(DnsResponseCode code, DnsFailure expected)
    {
        using var bad = new FakeDnsServer(query => new WireResponse(query).Code(code));
        using var good = new FakeDnsServer(Right);
        using var rig = new ResolverRig(bad, good);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));

        using var alone = new ResolverRig(bad);
        var answer = await alone.AskAsync("a.test");
        Assert.Equal((DnsAnswerStatus.TemporaryFailure, expected), (answer.Status, answer.Failure));
    }

    [Fact]
    public async Task A_failure_is_not_asked_for_again_at_once()
    {
        using var bad = new FakeDnsServer(query => new WireResponse(query).Code(DnsResponseCode.ServerFailure));
        using var rig = new ResolverRig(bad);
        await rig.AskAsync("a.test");
        var asked = bad.Datagrams.Count;
        await rig.AskAsync("a.test");
        Assert.Equal(asked, bad.Datagrams.Count);
        rig.Clock.Advance(TimeSpan.FromSeconds(6));
        await rig.AskAsync("a.test");
        Assert.Equal(2 * asked, bad.Datagrams.Count);
    }

    [Fact]
    public async Task A_server_that_only_points_elsewhere_is_followed_by_the_next()
    {
        using var lame = new FakeDnsServer(query => new WireResponse(query).Flags(0, clear: 0x0080));
        using var good = new FakeDnsServer(Right);
        using var rig = new ResolverRig(lame, good);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
    }

    [Fact]
    public async Task A_server_that_is_silent_is_followed_by_the_next_and_asked_last_for_a_while()
    {
        using var silent = new FakeDnsServer(_ => []);
        using var good = new FakeDnsServer(Right);
        using var rig = new ResolverRig(silent, good);
        var answer = rig.AddressAsync("a.test");
        await silent.AskedAsync();
        rig.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(s_right, await answer);
        Assert.Single(silent.Datagrams);

        await rig.AddressAsync("b.test");
        Assert.Single(silent.Datagrams);
    }

    [Fact]
    public async Task Silence_of_all_is_a_failure_after_two_rounds()
    {
        using var silent = new FakeDnsServer(_ => []);
        using var rig = new ResolverRig(silent);
        var answer = rig.AskAsync("a.test");
        await rig.Clock.AdvanceUntilAsync(answer, TimeSpan.FromMilliseconds(100));
        Assert.Equal(DnsFailure.TimedOut, (await answer).Failure);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_at_once()
    {
        using var gone = new FakeDnsServer(Right);
        using var rig = new ResolverRig(gone);
        gone.Dispose();
        Assert.Equal(DnsFailure.Unreachable, (await rig.AskAsync("a.test")).Failure);
        using var none = new ResolverRig();
        Assert.Equal(DnsFailure.Unreachable, (await none.AskAsync("a.test")).Failure);
    }

    [Fact]
    public async Task What_is_too_long_for_a_datagram_is_asked_for_over_tcp()
    {
        var text = Enumerable.Repeat(new string('x', 255), 100).ToArray();
        using var server = new FakeDnsServer(query => [new WireResponse(query).Flags(0x0200).ToArray()], query => new WireResponse(query).Txt("a.test", text).ToArray());
        using var rig = new ResolverRig(server);
        var answer = await rig.AskAsync("a.test", DnsType.Txt);
        Assert.Equal(25_500, ((TextRecord)Assert.Single(answer.Records)).Text.Length);
        Assert.NotEqual(Assert.Single(server.Streams).Id, Assert.Single(server.Datagrams).Query.Id);
    }

    [Fact]
    public async Task A_truncated_answer_without_tcp_is_a_failure()
    {
        using var server = new FakeDnsServer(query => [new WireResponse(query).Flags(0x0200).Address("a.test", "192.0.2.66").ToArray()]);
        using var rig = new ResolverRig(server);
        Assert.Equal(DnsFailure.Unreachable, (await rig.AskAsync("a.test")).Failure);
    }

    [Fact]
    public async Task Answers_to_other_questions_are_not_believed()
    {
        using var server = new FakeDnsServer(query =>
        [
            Wrong(query with { Id = (ushort)(query.Id + 1) }),
            Wrong(query with { Name = WireResponse.NameOf("b.test") }),
            Wrong(query with { Type = DnsType.Mx }),
            [],
            [1, 2, 3],
            [.. new byte[40]],
            Right(query).ToArray(),
        ]);
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
    }

    [Fact]
    public async Task An_answer_in_other_letters_is_verified_over_tcp()
    {
        using var server = new FakeDnsServer(query => [Wrong(query with { Name = query.Name.Respelt([(byte)(query.Name.Wire[1] < 'a' ? 0xFE : 0xFF)]) })], query => Right(query).ToArray());
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        Assert.Single(server.Streams);
    }

    [Fact]
    public async Task Somebody_who_guesses_on_and_on_is_evaded_over_tcp()
    {
        using var server = new FakeDnsServer(
            query => Enumerable.Range(1, 100).Select(i => Wrong(query with { Id = (ushort)(query.Id + i) })), query => Right(query).ToArray());
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        Assert.Single(server.Streams);
    }

    [Fact]
    public async Task An_answer_from_another_address_is_not_believed()
    {
        using var stranger = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);
        FakeDnsServer? server = null;
        using var own = server = new FakeDnsServer(Right);

        // The stranger has seen everything, and is first; only where it sends from is wrong.
        server.Before = from => stranger.SendToAsync(Wrong(server.Datagrams.Last().Query), from);
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
    }

    [Fact]
    public async Task A_server_that_talks_nonsense_is_followed_by_the_next()
    {
        using var bad = new FakeDnsServer(query => [[.. Right(query).ToArray(), 0]]);
        using var good = new FakeDnsServer(Right);
        using var rig = new ResolverRig(bad, good);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        using var alone = new ResolverRig(bad);
        Assert.Equal(DnsFailure.Malformed, (await alone.AskAsync("a.test")).Failure);
    }

    [Fact]
    public async Task A_server_from_before_edns_is_asked_without()
    {
        FakeDnsServer? server = null;
        using var own = server = new FakeDnsServer(query => server!.Datagrams.Count == 1 ? new WireResponse(query).Code(DnsResponseCode.FormatError) : Right(query));
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        Assert.Equal([11], server.Datagrams.Zip(server.Datagrams.Skip(1)).Select(pair => pair.First.Length - pair.Second.Length));
    }

    [Fact]
    public async Task Aliases_are_followed_within_an_answer_and_across_answers()
    {
        using var server = new FakeDnsServer(query => query.Name.ToString().ToLowerInvariant() switch
        {
            "a.test" => new WireResponse(query).Ttl(100).Alias("a.test", "b.test").Alias("b.test", "c.test"),
            _ => new WireResponse(query).Address("c.test", "192.0.2.1").Address("x.test", "192.0.2.66"),
        });
        using var rig = new ResolverRig(server);
        Assert.Equal(s_right, await rig.AddressAsync("a.test"));
        Assert.Equal(100, (await rig.AskAsync("a.test")).TimeToLive);
        Assert.Equal(2, server.Datagrams.Count);
    }

    [Fact]
    public async Task Aliases_without_end_are_given_up()
    {
        using var loop = new FakeDnsServer(query => new WireResponse(query).Alias("a.test", "b.test").Alias("b.test", "a.test"));
        using var chain = new FakeDnsServer(query => new WireResponse(query).Alias(query.Name.ToString(), $"x{query.Name}"));
        foreach (var server in new[] { loop, chain })
        {
            using var rig = new ResolverRig(server);
            Assert.Equal(DnsFailure.TooManyAliases, (await rig.AskAsync("a.test")).Failure);
            Assert.InRange(server.Datagrams.Count, 1, AliasChain.MaximumLength + 1);
        }
    }

    [Fact]
    public async Task Whoever_asks_the_same_at_the_same_time_shares_one_query()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new FakeDnsServer(Right) { Before = _ => held.Task };
        using var rig = new ResolverRig(server);
        using var impatient = new CancellationTokenSource();
        var gone = rig.AskAsync("a.test", cancellationToken: impatient.Token);
        var waiting = Enumerable.Range(0, 50).Select(_ => rig.AddressAsync("a.test")).ToList();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        held.SetResult();
        Assert.All(await Task.WhenAll(waiting), address => Assert.Equal(s_right, address));
        Assert.Single(server.Datagrams);
    }

    [Fact]
    public async Task There_is_a_limit_to_look_ups_under_way()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new FakeDnsServer(query => new WireResponse(query).Address(query.Name.ToString(), "192.0.2.1")) { Before = _ => held.Task };
        using var rig = new ResolverRig(options => options with { ConcurrentLookups = 3, ConcurrentQueries = 1 }, server);
        var first = Enumerable.Range(0, 3).Select(i => rig.AddressAsync($"{i}.test")).ToList();
        Assert.Equal(DnsFailure.Busy, (await rig.AskAsync("4.test")).Failure);
        held.SetResult();
        await Task.WhenAll(first);
        Assert.Equal(s_right, await rig.AddressAsync("4.test"));
    }

    [Fact]
    public async Task There_is_a_limit_to_what_is_kept()
    {
        using var server = new FakeDnsServer(query => new WireResponse(query).Address(query.Name.ToString(), "192.0.2.1"));
        using var rig = new ResolverRig(options => options with { CachedAnswers = 10 }, server);
        for (var i = 0; i < 30; i++)
        {
            await rig.AddressAsync($"{i}.test");
            await rig.AddressAsync("0.test");
        }

        Assert.Equal(10, rig.Resolver.CachedAnswers);
        Assert.Equal(30, server.Datagrams.Count);
    }

    [Fact]
    public async Task No_query_can_be_told_from_those_before_it()
    {
        using var server = new FakeDnsServer(query => new WireResponse(query).Address(query.Name.ToString(), "192.0.2.1"));
        using var rig = new ResolverRig(server);
        for (var i = 0; i < 40; i++)
        {
            await rig.AddressAsync($"a-long-name-with-many-letters-{i}.example.test");
        }

        Assert.InRange(server.Datagrams.Select(d => d.Query.Id).Distinct().Count(), 35, 40);
        Assert.InRange(server.Datagrams.Select(d => d.From.Port).Distinct().Count(), 20, 40);
        Assert.InRange(server.Datagrams.Select(d => d.Query.Name.ToString()[..28]).Distinct().Count(), 39, 40);
    }

    [Fact]
    public async Task What_is_under_way_ends_when_the_resolver_does()
    {
        using var silent = new FakeDnsServer(_ => []);
        using var rig = new ResolverRig(silent);
        var answer = rig.AskAsync("a.test");
        rig.Resolver.Dispose();
        Assert.Equal(DnsFailure.Stopping, (await answer).Failure);
    }

    private static WireResponse Right(DnsQuery query) => new WireResponse(query).Address(query.Name.ToString(), "192.0.2.1");

    private static byte[] Wrong(DnsQuery query) => new WireResponse(query).Address("a.test", "192.0.2.66").ToArray();
}
