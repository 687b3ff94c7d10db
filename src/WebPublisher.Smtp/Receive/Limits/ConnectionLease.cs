using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive.Limits;

/// <summary>A connection that was let in; disposed of when it ends.</summary>
public sealed class ConnectionLease : IDisposable
{
    private readonly ConnectionQuota _quota;
    private readonly SourceUsage _usage;
    private readonly ReceiveLimits _limits;
    private bool _ended;

    internal ConnectionLease(ConnectionQuota quota, SourceUsage usage, ReceiveLimits limits)
    {
        _quota = quota;
        _usage = usage;
        _limits = limits;
    }

    /// <summary>Whether the source has waited for the greeting within the last hour.</summary>
    internal bool IsPatient => _quota.IsPatient(_usage);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_ended)
        {
            _ended = true;
            _quota.Leave(_usage);
        }
    }

    /// <summary>Whether the source may send another message now.</summary>
    internal bool TryBeginMessage() => _quota.TryBeginMessage(_usage, _limits.MessagesPerMinute);

    /// <summary>Takes note of whether the source waited for the greeting.</summary>
    internal void NoteGreeting(bool waited) => _quota.NoteGreeting(_usage, waited);
}
