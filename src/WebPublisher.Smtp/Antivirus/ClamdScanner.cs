using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>
/// Has messages scanned by clamd: so many at once, each within its time. A clamd that fails again and again is left alone for a while, so that senders are told to try again at
/// once and not after a time-out each.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody asks for a wait handle holds nothing to release.")]
internal sealed class ClamdScanner : IVirusScanner
{
    /// <summary>How long a clamd that failed is left alone.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    // Most of what was asked lately has to have failed: one message that takes too long must not stop the others.
    private const double FailureRatio = 0.8;
    private const int FewestFailures = 5;

    private readonly ClamdAddress _address;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _free;
    private readonly ResiliencePipeline _connecting;
    private readonly ResiliencePipeline<ClamdReply> _scanning;

    /// <summary>Makes a scanner; nothing is connected.</summary>
    public ClamdScanner(AntivirusPolicy policy, TimeProvider time)
    {
        (_address, _time, _patience) = (policy.Clamd, time, policy.ConnectTimeout);
        _free = new SemaphoreSlim(policy.Scans);
        _connecting = new ResiliencePipelineBuilder { TimeProvider = time }.AddTimeout(policy.ConnectTimeout).Build();
        _scanning = new ResiliencePipelineBuilder<ClamdReply> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ClamdReply>
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = FewestFailures,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Rest,
                ShouldHandle = new PredicateBuilder<ClamdReply>().Handle<ClamdException>().Handle<TimeoutRejectedException>(),
            })
            .AddTimeout(policy.ScanTimeout)
            .Build();
    }

    /// <inheritdoc/>
    public async ValueTask<ClamdReply> ScanAsync(Func<Stream> open, CancellationToken cancellation)
    {
        if (!await EnterAsync(cancellation))
        {
            throw new ClamdException($"no scan has ended for {_patience.TotalSeconds:0.###} s");
        }

        try
        {
            return await _scanning.ExecuteAsync(ScanOnceAsync, open, cancellation);
        }
        catch (TimeoutRejectedException e)
        {
            throw new ClamdException($"{_address} gave no answer within {e.Timeout.TotalSeconds:0.###} s", e);
        }
        catch (BrokenCircuitException e)
        {
            throw new ClamdException($"{_address} is left alone after failures: {e.InnerException?.Message}", e);
        }
        finally
        {
            _free.Release();
        }
    }

    private async ValueTask<bool> EnterAsync(CancellationToken cancellation)
    {
        if (_free.Wait(0, CancellationToken.None))
        {
            return true;
        }

        using var over = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await _free.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask<ClamdReply> ScanOnceAsync(Func<Stream> open, CancellationToken cancellation)
    {
        using var connection = await ConnectAsync(cancellation);
        await using var content = open();
        return await connection.ScanAsync(content, cancellation);
    }

    private async ValueTask<ClamdConnection> ConnectAsync(CancellationToken cancellation)
    {
        try
        {
            return await _connecting.ExecuteAsync(static (address, token) => ClamdConnection.OpenAsync(address, token), _address, cancellation);
        }
        catch (TimeoutRejectedException e)
        {
            throw new ClamdException($"{_address} took no connection within {e.Timeout.TotalSeconds:0.###} s", e);
        }
    }
}
