using System.Net;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;
using Xunit.Abstractions;
using AuthenticationSchemes = WebPublisher.Policy.Rules.AuthenticationSchemes;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>Many users log on at the same time while everything that can happen to connections happens: nobody is ever taken for somebody else.</summary>
public sealed class PinnedConnectionTests(ITestOutputHelper output)
{
    private const int LogonsPerFailure = 160;
    private const int LogonsPerReload = 110;
    private const int Users = 48;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task No_user_is_taken_for_another_among_2000_logons() => LogOnAllAsync(2_000);

    [Fact]
    [Trait("Category", "Slow")]
    public Task No_user_is_taken_for_another_among_100000_logons() => LogOnAllAsync(100_000);

    [Fact]
    public async Task A_connection_that_its_client_does_not_use_is_closed()
    {
        var time = new ManualTimeProvider();
        await using var frontEnd = LogonFrontEnd.Start();
        await using var rig = await PublishingRig.StartAsync(hsts: null, [], time, LogonRig.Rule(AuthenticationSchemes.All, frontEnd.Authority));
        await using var alice = await rig.WireAsync();
        await alice.LogOnAsync("alice");
        await rig.Records.NextAsync();
        await rig.Records.NextAsync();

        time.Advance(PinnedConnection.IdleTimeout - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await alice.AskAsync("/", "X-Client: alice")).Status);
        await rig.Records.NextAsync();
        time.Advance(PinnedConnection.IdleTimeout + TimeSpan.FromSeconds(1));

        Assert.Null(await alice.ReadAsync());
        await UntilAsync(() => frontEnd.Open == 0);
    }

    private async Task LogOnAllAsync(int logons)
    {
        await using var first = LogonFrontEnd.Start(keeps: false);
        await using var second = LogonFrontEnd.Start(keeps: false);
        var rule = LogonRig.Rule(AuthenticationSchemes.All, first.Authority, second.Authority);
        await using var rig = await PublishingRig.StartAsync(rule);
        using var done = new CancellationTokenSource();
        var count = new LogonCount();
        var trouble = Task.WhenAll(FailAsync(first, second, count, done.Token), ReloadAsync(rig, rule, count, done.Token));

        await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(async () =>
        {
            var random = new Random(user);
            for (var i = 0; count.TryBegin(logons); i++)
            {
                await new LogonScript(rig.Half.EndPoints["http"], $"user{user}x{i}", random, count).RunAsync();
            }
        })));
        await done.CancelAsync();
        await trouble;
        await UntilAsync(() => first.Open + second.Open == 0 || count.Anonymous > 0);

        output.WriteLine($"{logons} logons by {first.Connections + second.Connections} connections: {count}; {first.Handshakes + second.Handshakes} first legs seen, "
            + $"{first.Bleeds + second.Bleeds} bleeds, {first.StrayLegs + second.StrayLegs} stray legs");
        Assert.Equal(0, first.Bleeds + second.Bleeds);
        Assert.Equal(0, first.StrayLegs + second.StrayLegs);
        Assert.Equal(0, count.Mistaken);

        // What was undisturbed succeeded: refusing everybody would be safe and useless.
        Assert.InRange(count.Completed, logons / 3, logons);
    }

    /// <summary>
    /// One server after the other loses all its connections and takes none for a moment. Trouble comes by the number of logons, so that a slow machine has no more of it.
    /// </summary>
    private static async Task FailAsync(LogonFrontEnd first, LogonFrontEnd second, LogonCount count, CancellationToken done)
    {
        for (var next = LogonsPerFailure; !done.IsCancellationRequested;)
        {
            foreach (var frontEnd in new[] { first, second })
            {
                await ReachAsync(count, next, done);
                next += LogonsPerFailure;
                await frontEnd.FailForAsync(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    /// <summary>Policies with the farm as it is, and with another way of connecting to it, by turns.</summary>
    private static async Task ReloadAsync(PublishingRig rig, PublishingRule rule, LogonCount count, CancellationToken done)
    {
        var action = (PublishAction)rule.Action;
        for (var i = 1; !done.IsCancellationRequested; i++)
        {
            await ReachAsync(count, i * LogonsPerReload, done);
            var farm = action.To with { Resilience = action.To.Resilience with { ConnectTimeout = TimeSpan.FromSeconds(5 + (i / 2 % 2)) } };
            await rig.ApplyAsync(rule with { Name = $"Mail {i}", Action = action with { To = farm } });
        }
    }

    private static async Task ReachAsync(LogonCount count, int logons, CancellationToken done)
    {
        while (count.Begun < logons && !done.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>What became of the logons.</summary>
    private sealed class LogonCount
    {
        private int _begun;
        private int _completed;
        private int _cutOff;
        private int _refused;
        private int _mistaken;
        private int _anonymous;

        public int Begun => Volatile.Read(ref _begun);

        public int Completed => _completed;

        public int Mistaken => _mistaken;

        public int Anonymous => _anonymous;

        public bool TryBegin(int most) => Interlocked.Increment(ref _begun) <= most;

        public void Complete() => Interlocked.Increment(ref _completed);

        /// <summary>The connection ended, by whomever.</summary>
        public void CutOff() => Interlocked.Increment(ref _cutOff);

        /// <summary>Something other than the step of a logon was answered.</summary>
        public void Refuse() => Interlocked.Increment(ref _refused);

        public void Mistake() => Interlocked.Increment(ref _mistaken);

        public void AskAnonymously() => Interlocked.Increment(ref _anonymous);

        public override string ToString() => $"{_completed} completed, {_cutOff} cut off, {_refused} refused, {_anonymous} anonymous, {_mistaken} mistaken";
    }

    /// <summary>One client connection: somebody logs on and goes on asking, and is disturbed in one of many ways.</summary>
    private sealed class LogonScript(IPEndPoint endPoint, string user, Random random, LogonCount count)
    {
        private readonly string _me = $"X-Client: {user}";

        public async Task RunAsync()
        {
            try
            {
                await using var wire = await HttpWire.ConnectAsync(endPoint);
                await RunAsync(wire);
            }
            catch (IOException)
            {
                count.CutOff();
            }
        }

        private async Task RunAsync(HttpWire wire)
        {
            var what = random.Next(14);
            if (what is 0 or 1)
            {
                // A stranger: on whatever connection, nobody.
                count.AskAnonymously();
                Judge(await wire.AskAsync("/", _me), isLoggedOn: false);
            }

            if (what == 2)
            {
                await wire.GetAsync("/", LogonRig.FirstLeg, _me);
                wire.Reset();
                count.CutOff();
                return;
            }

            var challenge = await wire.AskAsync("/", What(LogonRig.FirstLeg, what == 3 ? Misdeed() : null));
            if (challenge.Field("WWW-Authenticate")?.StartsWith("NTLM T2-", StringComparison.Ordinal) != true)
            {
                count.Refuse();
                return;
            }

            if (what == 4)
            {
                wire.Reset();
                count.CutOff();
                return;
            }

            if (what == 5)
            {
                await wire.GetAsync("/", LogonRig.ThirdLeg(challenge, user), _me);
                wire.Reset();
                count.CutOff();
                return;
            }

            await GoOnAsync(wire, challenge, what);
        }

        private async Task GoOnAsync(HttpWire wire, HttpWireAnswer challenge, int what)
        {
            var lastLeg = What(LogonRig.ThirdLeg(challenge, user), what == 6 ? Misdeed() : null);
            if (what == 7)
            {
                await wire.SendAsync(HttpWire.Request("/", lastLeg) + HttpWire.Request("/", _me) + HttpWire.Request("/", _me));
                for (var i = 0; i < 3; i++)
                {
                    Judge(await wire.ReadAsync() ?? throw new IOException("cut off"), isLoggedOn: true);
                }

                count.Complete();
                return;
            }

            var answer = await wire.AskAsync("/", lastLeg);
            Judge(answer, isLoggedOn: true);
            if (answer.Status != 200)
            {
                count.Refuse();
                return;
            }

            count.Complete();
            for (var i = random.Next(4); i > 0; i--)
            {
                Judge(await wire.AskAsync("/", what == 8 && i == 1 ? [_me, $"X-Do: {Misdeed()}"] : [_me]), isLoggedOn: true);
            }

            if (what is 9 or 10)
            {
                var upgrade = await wire.AskAsync("/", _me, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
                if (upgrade.Status == 101 && await wire.ReadTextAsync(2 + user.Length) != $"\u0081{(char)user.Length}{user}")
                {
                    count.Mistake();
                }
            }
        }

        private string[] What(string leg, string? misdeed) => misdeed is null ? [leg, _me] : [leg, _me, $"X-Do: {misdeed}"];

        private string Misdeed() => random.GetItems(["503", "close", "half", "drop", "reset"], 1)[0];

        /// <summary>Whoever is answered as somebody is answered as who it is, and only after it has logged on.</summary>
        private void Judge(HttpWireAnswer answer, bool isLoggedOn)
        {
            if (answer.Status == 200 && (!isLoggedOn || answer.Body != user))
            {
                count.Mistake();
            }
        }
    }
}
