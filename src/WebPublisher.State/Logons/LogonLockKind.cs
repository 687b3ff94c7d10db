namespace WebPublisher.State.Logons;

/// <summary>What a lock keeps out. The numbers stand in the file.</summary>
public enum LogonLockKind
{
    /// <summary>One user in one network.</summary>
    User = 0,

    /// <summary>One device that its user has logged on with before.</summary>
    Device = 1,

    /// <summary>Every device of a network that is not known.</summary>
    Network = 2,

    /// <summary>A source of mail that may not log on to submit it.</summary>
    MailSource = 3,

    /// <summary>A user who may not log on to submit mail, from wherever.</summary>
    MailUser = 4,
}
