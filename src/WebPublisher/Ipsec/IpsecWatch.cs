using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Model;
using WebPublisher.Policy;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;

namespace WebPublisher.Ipsec;

/// <summary>
/// Asks strongSwan now and then whether the connections of the policy stand, so that an operator learns of one that does not before a user does: nothing passes in clear
/// in its place, but nothing passes at all. Only looks; strongSwan and the kernel do the rest.
/// </summary>
internal sealed partial class IpsecWatch : IAsyncDisposable
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly IpsecStatus s_off = new("off", Problem: null, []);

    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly Func<IpsecProcessing, IReadOnlyList<IpsecRole>, string?, Task<IpsecStatusReport>> _ask;
    private readonly ILogger _logger;
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile IpsecStatus _current = s_off;

    /// <summary>Begins to watch, in the background.</summary>
    /// <param name="policy">The policy in force; one without connections of this machine costs nothing.</param>
    /// <param name="ask">Asks strongSwan, see <see cref="IpsecStatusReport.AskAsync"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where connections that fall and stand again are told.</param>
    public IpsecWatch(
        Snapshot<PublisherPolicy> policy, Func<IpsecProcessing, IReadOnlyList<IpsecRole>, string?, Task<IpsecStatusReport>> ask, TimeProvider time, ILogger<IpsecWatch> logger)
    {
        (_policy, _ask, _logger) = (policy, ask, logger);
        ServerInstruments.IpsecUp.Gauge(
            _meter,
            () => Current.Connections.Select(connection => new Measurement<int>(connection.Stands ? 1 : 0, new KeyValuePair<string, object?>("connection", connection.Name))));
        ServerInstruments.IpsecUnknown.Gauge<int>(_meter, () => Current.State == "off" ? [] : [new Measurement<int>(Current.State == "unknown" ? 1 : 0)]);
        _timer = time.CreateTimer(_ => _ = LookAsync(), null, TimeSpan.Zero, Interval);
    }

    /// <summary>What the last look found; <c>off</c> for a policy without connections of this machine.</summary>
    public IpsecStatus Current => IsWanted(_policy.Current) ? (_current.State == "off" ? new IpsecStatus("unknown", "strongSwan has not been asked yet", []) : _current) : s_off;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _oneAtATime.WaitAsync();
        _meter.Dispose();
        _oneAtATime.Dispose();
    }

    /// <summary>Looks once; when a look is under way already, that is enough.</summary>
    internal async Task LookAsync()
    {
        if (!await _oneAtATime.WaitAsync(0))
        {
            return;
        }

        try
        {
            if (_policy.Current.Ipsec is { } ipsec && IsWanted(_policy.Current))
            {
                Take(await _ask(ipsec.Processing, IpsecRole.Own(ipsec), null));
            }
            else
            {
                _current = s_off;
            }
        }
        catch (Exception error)
        {
            Take(new IpsecStatusReport(Stands: false, error.Message, []));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static bool IsWanted(PublisherPolicy policy) => policy.Ipsec?.Connections.Any(connection => connection.Side != IpsecSide.Neither) == true;

    private void Take(IpsecStatusReport report)
    {
        var before = _current;
        if (report.Problem is { } problem)
        {
            if (before.State != "unknown")
            {
                CannotAsk(problem);
            }

            _current = new IpsecStatus("unknown", problem, []);
            return;
        }

        if (before.State == "unknown")
        {
            Answers();
        }

        var connections = report.Connections.Select(state => new IpsecConnectionStatus(state.Name, state.Stands, Detail(state))).ToImmutableArray();
        _current = new IpsecStatus(report.Stands ? "standing" : "broken", Problem: null, connections);
        foreach (var (connection, state) in connections.Zip(report.Connections))
        {
            // The first look is news too.
            if (before.Connections.FirstOrDefault(other => other.Name == connection.Name)?.Stands != connection.Stands)
            {
                Changed(connection, state);
            }
        }
    }

    private void Changed(IpsecConnectionStatus connection, IpsecState state)
    {
        if (connection.Stands)
        {
            Stands(connection.Name, state.Remote, connection.Detail);
        }
        else
        {
            Fallen(connection.Name, state.Remote, connection.Detail);
        }
    }

    private static string Detail(IpsecState state) => state.Stands
        ? string.Create(CultureInfo.InvariantCulture, $"{state.Cipher} for {state.Established ?? 0} s")
        : $"IKE {state.Ike}, ESP {state.Esp}{(state.Cipher is { } cipher ? $", {cipher}" : "")}";

    [LoggerMessage(6050, LogLevel.Information, "IPsec connection '{Connection}' to {Remote} stands: {Detail}")]
    private partial void Stands(string connection, string remote, string detail);

    [LoggerMessage(6051, LogLevel.Error, "IPsec connection '{Connection}' to {Remote} does not stand: {Detail}. Nothing passes on its ports; 'webpublisher ipsec check' says more.")]
    private partial void Fallen(string connection, string remote, string detail);

    [LoggerMessage(6052, LogLevel.Warning, "Whether IPsec stands is not known, because strongSwan cannot be asked: {Problem}. It is tried again and again, and said once.")]
    private partial void CannotAsk(string problem);

    [LoggerMessage(6053, LogLevel.Information, "strongSwan can be asked again")]
    private partial void Answers();
}
