using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>
/// Asks another filter: so many questions at once, each within its time. One that fails again and again is left alone for a while. What cannot be had is told and left out: mail
/// does not wait for an opinion that is only one of several.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that nobody asks for a wait handle holds nothing to release.")]
public sealed class GuardedScorer
{
    /// <summary>How long one that failed is left alone.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private const double FailureRatio = 0.8;
    private const int FewestFailures = 5;

    private readonly IExternalScorer _scorer;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly string _kind;
    private readonly SemaphoreSlim _free;
    private readonly ResiliencePipeline<ExternalScore> _asking;
    private int _isDown;

    internal GuardedScorer(IExternalScorer scorer, ExternalScorerPolicy policy, TimeProvider time, ILogger logger)
    {
        (_scorer, _logger, _name, _kind) = (scorer, logger, policy.ToString(), policy.Rspamd is not null ? "rspamd" : "spamd");
        _free = new SemaphoreSlim(policy.Requests);
        _asking = new ResiliencePipelineBuilder<ExternalScore> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<ExternalScore>
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = FewestFailures,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Rest,
                ShouldHandle = new PredicateBuilder<ExternalScore>().Handle<ScorerException>().Handle<TimeoutRejectedException>(),
            })
            .AddTimeout(policy.Timeout)
            .Build();
    }

    /// <summary>The filter that a policy describes; nothing is connected.</summary>
    public static GuardedScorer Of(ExternalScorerPolicy policy, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new GuardedScorer(policy.Rspamd is { } rspamd ? new RspamdScorer(rspamd, policy.Requests) : new SpamdScorer(policy.Spamd!), policy, time, logger);
    }

    /// <summary>What it says; null when it cannot be had.</summary>
    /// <exception cref="OperationCanceledException">The client is gone, or the agent's time is over.</exception>
    public async Task<ExternalScore?> AskAsync(ScorerQuestion question, CancellationToken cancellation)
    {
        if (!_free.Wait(0, CancellationToken.None))
        {
            ContentMetrics.Count(_kind, ContentMetrics.Busy);
            return null;
        }

        try
        {
            var score = await _asking.ExecuteAsync(static (ask, token) => ask._scorer.ScoreAsync(ask.question, token), (_scorer, question), cancellation);
            ContentMetrics.Count(_kind, ContentMetrics.Scored);
            if (Interlocked.Exchange(ref _isDown, 0) == 1)
            {
                ContentLog.ScorerBack(_logger, _name);
            }

            return score;
        }
        catch (Exception e) when (e is ScorerException or TimeoutRejectedException or BrokenCircuitException)
        {
            ContentMetrics.Count(_kind, ContentMetrics.Unavailable);
            if (Interlocked.Exchange(ref _isDown, 1) == 0)
            {
                ContentLog.ScorerUnavailable(_logger, _name, question.Reference, e is TimeoutRejectedException late ? $"no answer within {late.Timeout.TotalSeconds:0.###} s" : e.Message);
            }

            return null;
        }
        finally
        {
            _free.Release();
        }
    }
}
