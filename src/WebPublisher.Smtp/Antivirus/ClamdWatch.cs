using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>Asks the virus scanners of the policy in force now and then whether they are there, so that an operator learns of one that is not before a sender does.</summary>
internal sealed class ClamdWatch : IAsyncDisposable
{
    /// <summary>How often they are asked.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile ImmutableHashSet<ClamdAddress> _silent = [];
    private ImmutableHashSet<ClamdAddress> _known = [];
    private ImmutableArray<AntivirusPolicy> _agents = [];

    public ClamdWatch(TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _timer = time.CreateTimer(_ => _ = LookAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether mail waits because a scanner does not answer.</summary>
    public bool MailWaits => _agents.Any(agent => agent.OnUnavailable == AgentErrorAction.Defer && _silent.Contains(agent.Clamd));

    /// <summary>Watches the scanners of a policy from now on.</summary>
    public void Follow(MailPolicy? policy)
    {
        _agents = [.. policy?.Agents.OfType<AntivirusPolicy>() ?? []];
        _timer.Change(_agents.IsEmpty ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, s_interval);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _stopping.CancelAsync();
        await _oneAtATime.WaitAsync();
        _stopping.Dispose();
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
            foreach (var address in _agents.Select(agent => agent.Clamd))
            {
                await LookAsync(address);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task LookAsync(ClamdAddress address)
    {
        try
        {
            using var patience = new CancellationTokenSource(s_patience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _stopping.Token);
            var answer = await AskAsync(address, "PING", either.Token);
            if (answer != "PONG")
            {
                throw new ClamdException($"clamd answered '{ClamdReply.Printable(answer)}'");
            }

            if (!_known.Contains(address) || _silent.Contains(address))
            {
                var version = ClamdReply.Printable(await AskAsync(address, "VERSION", either.Token));
                ClamdLog.Answers(_logger, version, address);
            }

            _silent = _silent.Remove(address);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception e) when (e is ClamdException or OperationCanceledException)
        {
            Silent(address, e is ClamdException ? e.Message : $"nothing for {s_patience.TotalSeconds:0} s");
        }

        _known = _known.Add(address);
    }

    private void Silent(ClamdAddress address, string reason)
    {
        if (!_silent.Contains(address))
        {
            ClamdLog.Silent(_logger, reason, address);
            _silent = _silent.Add(address);
        }
    }

    private static async Task<string> AskAsync(ClamdAddress address, string command, CancellationToken cancellation)
    {
        using var connection = await ClamdConnection.OpenAsync(address, cancellation);
        return await connection.AskAsync(command, cancellation);
    }
}
