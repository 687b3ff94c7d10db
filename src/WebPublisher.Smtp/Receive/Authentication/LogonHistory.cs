namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>Failed logons of a source or a user.</summary>
internal sealed class LogonHistory
{
    /// <summary>All of them, those that other nodes have told of among them.</summary>
    public int Failures { get; set; }

    /// <summary>Those since the last lock.</summary>
    public int Unpunished { get; set; }

    public int Lockouts { get; set; }

    public DateTimeOffset LastFailure { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>Whether the last lock is in the state, which then says whether it still holds.</summary>
    public bool IsKept { get; set; }
}
