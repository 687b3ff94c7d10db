using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Logs;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Logs;

/// <summary>The agent log: what agents found, and what was done about it. Sessions only format their lines.</summary>
public sealed class AgentLog : IAsyncDisposable
{
    private const int MaximumQueued = 16384;

    private readonly Func<RotatingLogPolicy?> _target;
    private readonly TimeProvider _time;
    private readonly RotatingLog _log;

    /// <summary>Starts it; no file is opened before the first line.</summary>
    /// <param name="target">Where the policy in force wants it; null for nowhere.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble with the file is told.</param>
    public AgentLog(Func<RotatingLogPolicy?> target, TimeProvider time, ILogger logger)
    {
        _target = target;
        _time = time;
        _log = new RotatingLog(new AgentLogFormat(), new AgentLogLosses(time, logger), target, MaximumQueued, time);
    }

    /// <summary>Writes what is queued, for five seconds at most, and ends.</summary>
    public ValueTask DisposeAsync() => _log.DisposeAsync();

    /// <summary>Queues a line; without an agent log in the policy nothing is done.</summary>
    internal void Write(JudgedSession session, ForwardPath? recipient, AgentFinding found, AgentAction action)
    {
        if (_target() is { } target)
        {
            var now = _time.GetUtcNow();
            _log.Append(Encoding.UTF8.GetBytes(AgentLogFormat.Line(now, session, recipient, found, action)), now, target);
        }
    }
}
