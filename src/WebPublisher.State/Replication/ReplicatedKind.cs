namespace WebPublisher.State.Replication;

/// <summary>What nodes share. The numbers stand in the file and in the database.</summary>
internal enum ReplicatedKind
{
    /// <summary>An entry of an address list.</summary>
    Address = 1,

    /// <summary>What one node knows of a client.</summary>
    Profile = 2,

    /// <summary>An entry of the safelist.</summary>
    Safelist = 3,

    /// <summary>A lock after failed logons.</summary>
    LogonLock = 4,

    /// <summary>A phone.</summary>
    KnownDevice = 5,

    /// <summary>A held message, without its content.</summary>
    Held = 6,
}
