using Polly;
using Polly.CircuitBreaker;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>Rests a server after so many failed connections in a row, then lets one connection try it.</summary>
/// <remarks>
/// A circuit breaker of Polly's, shown only those failures that complete a row: its own measure, a ratio over a window, would let an early success keep a dead
/// server in use for the rest of the window. Its least throughput is two, so two failures are the fewest that rest a server. Time-outs are the steps' own.
/// </remarks>
internal sealed class ServerRest
{
    private readonly ResiliencePipeline<RelayConnection> _pipeline;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly RelayOptions _options;
    private readonly int _failuresToRest;
    private RelayException? _lastFailure;
    private int _failuresInARow;
    private long _failedAt;

    /// <summary>A server that is not rested.</summary>
    public ServerRest(RelayOptions options)
    {
        _options = options;
        _failuresToRest = Math.Max(2, options.FailuresToRest);
        _pipeline = new ResiliencePipelineBuilder<RelayConnection> { TimeProvider = options.Time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<RelayConnection>
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = options.Rest,
                ShouldHandle = arguments => ValueTask.FromResult(CompletesARow(arguments.Outcome.Exception)),
                StateProvider = _state,
            })
            .Build();
    }

    /// <summary>Whether the server is resting now. The breaker itself stays open until somebody tries; whoever asks whether it is worth trying must not wait for that.</summary>
    public bool IsResting => _state.CircuitState == CircuitState.Open && _options.Time.GetElapsedTime(Volatile.Read(ref _failedAt)) < _options.Rest;

    /// <summary>What the last failed connection failed of; null while none has.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure)?.Message;

    /// <summary>Connects unless the server is resting.</summary>
    /// <exception cref="RelayException">No connection came about, or none was tried.</exception>
    public async ValueTask<RelayConnection> ConnectAsync(Func<CancellationToken, ValueTask<RelayConnection>> dial, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(static (dial, token) => dial(token), dial, cancellation);
        }
        catch (RelayException failure)
        {
            Volatile.Write(ref _failedAt, _options.Time.GetTimestamp());
            Volatile.Write(ref _lastFailure, failure);
            throw;
        }
        catch (BrokenCircuitException e)
        {
            var cause = Volatile.Read(ref _lastFailure);
            throw new RelayException(RelayFailure.Resting, $"not tried, rested since: {cause?.Message ?? "an earlier failure"}", e);
        }
    }

    private bool CompletesARow(Exception? exception)
    {
        switch (exception)
        {
            case null:
                Volatile.Write(ref _failuresInARow, 0);
                return false;
            case RelayException:
                return Interlocked.Increment(ref _failuresInARow) >= _failuresToRest;
            default:
                return false;
        }
    }
}
