using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>
/// Looks names up at servers that do the real work (a stub resolver): from the cache, or together with whoever asks the same at the moment, or by asking one server after the other.
/// Never ends in an exception but for the caller's own token.
/// </summary>
public sealed class DnsResolver : IDnsLookup, IDisposable
{
    private readonly DnsResolverOptions _options;
    private readonly ILogger _logger;
    private readonly DnsCache _cache;
    private readonly DnsServers _servers;
    private readonly DnsExchange _exchange;
    private readonly SemaphoreSlim _queries;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly Lock _gate = new();
    private readonly Dictionary<DnsQuestion, Task<DnsAnswer>> _underWay = [];
    private bool _disposed;

    /// <summary>Makes one with an empty cache.</summary>
    /// <param name="options">Servers and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of servers and names that fail.</param>
    public DnsResolver(DnsResolverOptions options, TimeProvider time, ILogger<DnsResolver> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _stopping = _stop.Token;
        _logger = logger;
        _cache = new DnsCache(options, time);
        _servers = new DnsServers(options.Servers, options.Rest, time);
        _exchange = new DnsExchange(options.Timeout, time);
        _queries = new SemaphoreSlim(options.ConcurrentQueries);
    }

    /// <summary>How many answers are kept.</summary>
    internal int CachedAnswers => _cache.Count;

    /// <inheritdoc/>
    public async ValueTask<DnsAnswer> LookUpAsync(DnsName name, DnsType type, CancellationToken cancellationToken)
    {
        // 1. What is known.
        var question = new DnsQuestion(name, type);
        if (_cache.TryGet(question, out var known))
        {
            DnsMetrics.Count(known, "cache");
            return known;
        }

        // 2. What somebody is finding out already. Nobody's token ends what others wait for.
        var mine = new TaskCompletionSource<DnsAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<DnsAnswer>? theirs;
        lock (_gate)
        {
            if (!_underWay.TryGetValue(question, out theirs))
            {
                if (_underWay.Count >= _options.ConcurrentLookups)
                {
                    return DnsAnswer.TemporaryFailure(DnsFailure.Busy);
                }

                _underWay.Add(question, mine.Task);
            }
        }

        // 3. What the network says.
        if (theirs is null)
        {
            _ = CompleteAsync(question, mine);
        }

        var answer = await (theirs ?? mine.Task).WaitAsync(cancellationToken);
        DnsMetrics.Count(answer, theirs is null ? "network" : "shared");
        return answer;
    }

    /// <summary>Gives up what is under way.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private async Task CompleteAsync(DnsQuestion question, TaskCompletionSource<DnsAnswer> completion)
    {
        DnsAnswer answer;
        try
        {
            answer = await FindOutAsync(question);
            _cache.Keep(question, answer);
        }
        catch (Exception exception)
        {
            // Whoever waits must not wait for ever because of a mistake of ours.
            DnsLog.LookupFault(_logger, question.Name, question.Type, exception);
            answer = DnsAnswer.TemporaryFailure(DnsFailure.ServerFailed);
        }

        lock (_gate)
        {
            _underWay.Remove(question);
        }

        if (answer.Status == DnsAnswerStatus.TemporaryFailure)
        {
            DnsLog.LookupFailed(_logger, answer.Failure, question.Name, question.Type);
        }

        completion.SetResult(answer);
    }

    /// <summary>Asks for the name and, where a server follows aliases only so far, for what it stands for.</summary>
    private async Task<DnsAnswer> FindOutAsync(DnsQuestion question)
    {
        var (name, aliases, life) = (question.Name, 0, int.MaxValue);
        while (true)
        {
            var reply = await AskServersAsync(name, question.Type);
            if (reply.Response is not { } response)
            {
                return DnsAnswer.TemporaryFailure(reply.Failure);
            }

            var chain = AliasChain.Follow(response.Answers, name, question.Type);
            aliases += chain.Length;
            life = Math.Min(life, chain.TimeToLive);
            if (aliases > AliasChain.MaximumLength)
            {
                return DnsAnswer.TemporaryFailure(DnsFailure.TooManyAliases);
            }

            if (!chain.Records.IsEmpty)
            {
                return DnsAnswer.Found(chain.Records, life);
            }

            int? negative = response.Zone is { } zone ? Math.Min(life, Math.Min(zone.TimeToLive, zone.Minimum)) : null;
            if (response.Code == DnsResponseCode.NameError)
            {
                return DnsAnswer.NoSuchDomain(negative);
            }

            if (chain.Length == 0 || negative is not null)
            {
                return DnsAnswer.NoData(negative);
            }

            name = chain.Name;
        }
    }

    /// <summary>Asks one server after the other, and all of them once more. What the last one had is the failure.</summary>
    private async Task<DnsReply> AskServersAsync(DnsName name, DnsType type)
    {
        DnsReply reply = DnsFailure.Unreachable;
        for (var round = 0; round < _options.Rounds; round++)
        {
            foreach (var index in _servers.InOrder().ToArray())
            {
                reply = await AskServerAsync(index, name, type);
                if (reply.Response is not null || reply.Failure == DnsFailure.Stopping)
                {
                    return reply;
                }
            }
        }

        return reply;
    }

    private async Task<DnsReply> AskServerAsync(int index, DnsName name, DnsType type)
    {
        DnsReply reply;
        try
        {
            await _queries.WaitAsync(_stopping);
        }
        catch (OperationCanceledException)
        {
            return DnsFailure.Stopping;
        }

        try
        {
            reply = await _exchange.AskAsync(_servers[index], name, type, _stopping);
        }
        finally
        {
            _queries.Release();
        }

        if (reply.Failure is DnsFailure.TimedOut or DnsFailure.Unreachable)
        {
            if (_servers.Failed(index))
            {
                DnsLog.ServerRests(_logger, reply.Failure, _servers[index]);
            }

            return reply;
        }

        // A server that fails for one name may be well for all others: it keeps its place.
        _servers.Answered(index);
        return reply.Response switch
        {
            null => reply,
            { Code: DnsResponseCode.NoError or DnsResponseCode.NameError } response => Answers(response) ? reply : DnsFailure.Refused,
            { Code: DnsResponseCode.Refused or DnsResponseCode.NotImplemented } => DnsFailure.Refused,
            _ => DnsFailure.ServerFailed,
        };
    }

    /// <summary>Whether it is an answer at all, and not a hint to ask elsewhere from a server that neither owns the zone nor asks for others.</summary>
    private static bool Answers(DnsResponse response) =>
        response.IsAuthoritative || response.OffersRecursion || !response.Answers.IsEmpty || response.Zone is not null || response.Code == DnsResponseCode.NameError;
}
