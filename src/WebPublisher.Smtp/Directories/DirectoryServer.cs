using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using WebPublisher.Policy.Directories;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Smtp.Peers;

namespace WebPublisher.Smtp.Directories;

/// <summary>One server of a directory: its connections, and a rest after failures in a row.</summary>
/// <remarks>Connections put aside are closed after <see cref="IdleLimit"/>, so that nothing remains of a policy that was replaced.</remarks>
internal sealed class DirectoryServer
{
    /// <summary>How long a connection is kept without a question.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(1);

    /// <summary>How long a server is not asked after failures in a row.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private const int FailuresToRest = 2;

    private readonly DirectoryPolicy _policy;
    private readonly FrontEndServer _server;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _breaker;
    private readonly Stack<LdapConnection> _idle = new();
    private readonly ITimer _sweep;
    private int _failuresInARow;

    /// <summary>A server without connections.</summary>
    public DirectoryServer(DirectoryPolicy policy, FrontEndServer server, TimeProvider time, ILogger logger)
    {
        (_policy, _server, _time, _logger) = (policy, server, time, logger);
        _sweep = time.CreateTimer(static self => ((DirectoryServer)self!).CloseOld(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // The breaker is shown only the failures that complete a row, as for inner servers: its own measure is a ratio over a window.
        _breaker = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = TimeSpan.FromDays(1),
                BreakDuration = Rest,
                ShouldHandle = arguments => ValueTask.FromResult(CompletesARow(arguments.Outcome.Exception)),
                OnOpened = _ =>
                {
                    DirectoryLog.ServerRests(_logger, Rest.TotalSeconds, _server.Authority);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Asks whether an address exists.</summary>
    /// <param name="address">The address.</param>
    /// <param name="limit">The longest time.</param>
    /// <param name="cancellation">Nobody waits for the answer any more.</param>
    /// <exception cref="DirectoryException">The server gave no answer, or is resting.</exception>
    public async ValueTask<bool> ExistsAsync(string address, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            return await _breaker.ExecuteAsync(token => AskInTimeAsync(address, limit, token), cancellation);
        }
        catch (BrokenCircuitException e)
        {
            throw new DirectoryException($"{_server.Authority} is not asked at the moment, it kept failing", e);
        }
    }

    private async ValueTask<bool> AskInTimeAsync(string address, TimeSpan limit, CancellationToken cancellation)
    {
        using var clock = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        try
        {
            return await AskAsync(address, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failed($"no answer within {limit.TotalSeconds:0.###} s", e);
        }
        catch (PeerTlsException e)
        {
            if (e.Refusal is not null)
            {
                DirectoryLog.CertificateRefused(_logger, _server.Authority, e.Message, e.Subject, e.Thumbprint);
            }

            throw Failed(e.Message, e);
        }
        catch (DirectoryException e)
        {
            throw Failed(e.Message, e);
        }
    }

    private async ValueTask<bool> AskAsync(string address, CancellationToken cancellation)
    {
        // 1. On connections put aside, which their server may have closed since: then the question is asked anew.
        while (Take() is { } kept)
        {
            try
            {
                return await AskAsync(kept, address, cancellation);
            }
            catch (DirectoryException e) when (e.IsBroken)
            {
                // The loop goes on to the next.
            }
        }

        // 2. On a new one.
        return await AskAsync(await LdapConnection.OpenAsync(_policy, _server, _time, cancellation), address, cancellation);
    }

    private async ValueTask<bool> AskAsync(LdapConnection connection, string address, CancellationToken cancellation)
    {
        var answered = false;
        try
        {
            var exists = await connection.FindsAsync(_policy, address, cancellation);
            answered = true;
            return exists;
        }
        finally
        {
            if (answered)
            {
                PutAside(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    private LdapConnection? Take()
    {
        lock (_idle)
        {
            return _idle.TryPop(out var connection) ? connection : null;
        }
    }

    private void PutAside(LdapConnection connection)
    {
        lock (_idle)
        {
            _idle.Push(connection);
            _sweep.Change(IdleLimit, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseOld()
    {
        lock (_idle)
        {
            while (_idle.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }

    private DirectoryException Failed(string detail, Exception cause)
    {
        DirectoryLog.ServerFailed(_logger, _server.Authority, detail);
        return new DirectoryException($"{_server.Authority}: {detail}", cause);
    }

    private bool CompletesARow(Exception? exception)
    {
        switch (exception)
        {
            case null:
                Volatile.Write(ref _failuresInARow, 0);
                return false;
            case DirectoryException:
                return Interlocked.Increment(ref _failuresInARow) >= FailuresToRest;
            default:
                return false;
        }
    }
}
