using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WebPublisher.Ipsec;
using WebPublisher.Policy;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Ipsec;

public sealed class IpsecWatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordedLog<IpsecWatch> _log = new();
    private readonly ManualTime _time = new();
    private string? _problem;
    private bool _stands = true;
    private int _asked;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_connection_that_falls_and_stands_again_is_told_once_each_time()
    {
        await using var watch = Watch(IpsecPolicies.Front);
        Assert.Equal("standing", watch.Current.State);

        _stands = false;
        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Equal(("broken", false, "IKE none, ESP none"), (watch.Current.State, watch.Current.Connections[0].Stands, watch.Current.Connections[0].Detail));
        Assert.Equal([0], Measured("webpublisher.ipsec.connection.up", "owafe01"));

        _stands = true;
        await LookAsync(watch);
        Assert.Equal([1], Measured("webpublisher.ipsec.connection.up", "owafe01"));
        Assert.Equal(
            [
                (LogLevel.Information, "IPsec connection 'owafe01' to 10.0.0.2 stands: AES_GCM_16-256 for 16 s"),
                (LogLevel.Error, "IPsec connection 'owafe01' to 10.0.0.2 does not stand: IKE none, ESP none. Nothing passes on its ports; 'webpublisher ipsec check' says more."),
                (LogLevel.Information, "IPsec connection 'owafe01' to 10.0.0.2 stands: AES_GCM_16-256 for 16 s"),
            ],
            _log.Entries.Select(entry => (entry.Level, entry.Text)));
    }

    [Fact]
    public async Task When_strongSwan_cannot_be_asked_that_is_said_once_and_measured()
    {
        _problem = "swanctl: connecting to 'unix:///var/run/charon.vici' failed: Permission denied";
        await using var watch = Watch(IpsecPolicies.Front);
        await LookAsync(watch);

        Assert.Equal(("unknown", _problem), (watch.Current.State, watch.Current.Problem));
        Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("Permission denied", StringComparison.Ordinal));
        Assert.Contains(1, Measured("webpublisher.ipsec.unknown", null));
        Assert.Empty(Measured("webpublisher.ipsec.connection.up", "owafe01"));

        _problem = null;
        await LookAsync(watch);
        Assert.Equal("standing", watch.Current.State);
        Assert.Contains(_log.Entries, entry => entry.Text == "strongSwan can be asked again");
    }

    [Theory]
    [InlineData("")]
    [InlineData("    mailbox: { side: neither, front: { address: 10.0.0.2 }, back: { address: 10.0.0.3 }, presharedKey: { file: psk } }")]
    public async Task Without_a_connection_of_this_machine_nobody_is_asked(string connections)
    {
        await using var watch = Watch(connections);
        await LookAsync(watch);

        Assert.Equal(0, _asked);
        Assert.Equal("off", watch.Current.State);
        Assert.Empty(_log.Entries);
    }

    private IpsecWatch Watch(string connections)
    {
        var policy = PolicyOf(connections);
        var watch = new IpsecWatch(new Snapshot<PublisherPolicy>(policy), AskAsync, _time, _log);
        _time.Advance(TimeSpan.Zero);
        return watch;
    }

    private PublisherPolicy PolicyOf(string connections)
    {
        if (connections.Length == 0)
        {
            return new PolicyLoader(TimeProvider.System).Load(_directory.Write("plain.yaml", "version: 1\noperations: { listen: off }\n")).Policy!;
        }

        File.SetUnixFileMode(_directory.Write("psk", "0123456789abcdef0123456789abcdef"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var result = new PolicyLoader(TimeProvider.System).Load(IpsecPolicies.Write(_directory, "kernel", connections));
        Assert.True(result.Policy is not null, string.Join('\n', result.Diagnostics));
        return result.Policy;
    }

    private static Task LookAsync(IpsecWatch watch) => watch.LookAsync();

    private Task<IpsecStatusReport> AskAsync(IpsecProcessing processing, IReadOnlyList<IpsecRole> roles, string? uri)
    {
        _asked++;
        const string Standing =
            "list-sa event {webpublisher-owafe01 {uniqueid=1 state=ESTABLISHED remote-host=10.0.0.2 established=16 child-sas {webpublisher-owafe01-1 {state=INSTALLED mode=TRANSPORT "
            + "protocol=ESP encr-alg=AES_GCM_16 encr-keysize=256 bytes-in=1 bytes-out=1}}}}\nlist-sas reply {}\n";
        var states = IpsecState.Of(processing, roles, _problem is null && _stands ? Standing : "");
        return Task.FromResult(new IpsecStatusReport(_problem is null && states.All(state => state.Stands), _problem, states));
    }

    /// <summary>What is measured now, of one connection where it is named.</summary>
    private static List<int> Measured(string name, string? connection)
    {
        var values = new List<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            if (connection is null || tags.ToArray().Any(tag => (string?)tag.Value == connection))
            {
                values.Add(value);
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }
}
