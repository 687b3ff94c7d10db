using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace WebPublisher.Web.Bridging;

/// <summary>One server's circuit breaker and connect time-out: after so many failed connections in a row it is left alone for a while.</summary>
/// <remarks>
/// Polly's breaker opens by a ratio over a window, and an early success would keep it shut for the rest of the window. So failures in a row are counted here, and
/// only one that completes the row is shown to Polly as a failure, which at a ratio of zero opens the circuit. Polly's least throughput is two, and so is ours: a
/// single failure does not open a circuit. Everything else (half-open trial, timing, concurrency) is Polly's.
/// </remarks>
internal sealed class FrontEndBreaker
{
    private readonly ResiliencePipeline _pipeline;
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _openFor;
    private readonly int _failuresToOpen;
    private FrontEndConnectionException? _lastFailure;
    private long _failedAt;
    private int _failuresInARow;

    /// <summary>Makes a closed circuit.</summary>
    /// <param name="channel">Gives time-out, failures and time open.</param>
    /// <param name="time">The clock that both go by.</param>
    public FrontEndBreaker(FrontEndChannel channel, TimeProvider time)
    {
        (_time, _openFor) = (time, channel.BreakerOpenFor);
        _failuresToOpen = Math.Max(2, channel.BreakerFailures);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = channel.BreakerOpenFor,
                ShouldHandle = arguments => ValueTask.FromResult(CompletesARow(arguments.Outcome.Exception)),
                StateProvider = _state,
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = channel.ConnectTimeout })
            .Build();
    }

    /// <summary>Why the server is not tried now; null while it is. Polly's circuit stays open until somebody tries: here it counts for as long as it keeps them away.</summary>
    public string? Problem => _state.CircuitState == CircuitState.Open && _time.GetElapsedTime(Volatile.Read(ref _failedAt)) < _openFor
        ? $"its circuit is open: {Volatile.Read(ref _lastFailure)?.Detail}"
        : null;

    /// <summary>Connects through the breaker.</summary>
    /// <param name="server">The server, <c>host:port</c>, for messages.</param>
    /// <param name="connect">Makes the connection; throws <see cref="FrontEndConnectionException"/> when it cannot.</param>
    /// <param name="cancellation">Ends the attempt without counting it.</param>
    /// <exception cref="FrontEndConnectionException">No connection came about in time, or the circuit is open.</exception>
    public async ValueTask<T> ConnectAsync<T>(string server, Func<CancellationToken, ValueTask<T>> connect, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(static (connect, token) => connect(token), connect, cancellation);
        }
        catch (TimeoutRejectedException e)
        {
            var failure = new FrontEndConnectionException(FrontEndConnectionFailure.TimedOut, server, $"no connection within {e.Timeout.TotalSeconds:0.###} s", e);
            Remember(failure);
            throw failure;
        }
        catch (FrontEndConnectionException failure)
        {
            Remember(failure);
            throw;
        }
        catch (BrokenCircuitException e)
        {
            // A refused certificate stays a refused certificate while the circuit is open: the answer must not depend on how often it was asked for.
            var cause = Volatile.Read(ref _lastFailure);
            throw new FrontEndConnectionException(
                cause?.Failure ?? FrontEndConnectionFailure.Unreachable, server, $"not tried, circuit open since: {cause?.Detail ?? "an earlier failure"}", e)
            {
                Certificate = cause?.Certificate,
                Tried = false,
                CircuitOpen = true,
            };
        }
    }

    private void Remember(FrontEndConnectionException failure)
    {
        Volatile.Write(ref _failedAt, _time.GetTimestamp());
        failure.CircuitOpen = _state.CircuitState == CircuitState.Open;
        Volatile.Write(ref _lastFailure, failure);
    }

    private bool CompletesARow(Exception? exception)
    {
        switch (exception)
        {
            case null:
                Volatile.Write(ref _failuresInARow, 0);
                return false;
            case OperationCanceledException:
                return false;
            default:
                return Interlocked.Increment(ref _failuresInARow) >= _failuresToOpen;
        }
    }
}
