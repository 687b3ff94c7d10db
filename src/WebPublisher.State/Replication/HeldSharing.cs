namespace WebPublisher.State.Replication;

/// <summary>Whether other nodes know of a held message. The numbers stand in the file.</summary>
internal enum HeldSharing
{
    /// <summary>None does: this node may decide on it alone.</summary>
    Never = 0,

    /// <summary>It is about to be told, or was told to a database that is gone: they may know of it.</summary>
    Perhaps = 1,

    /// <summary>They know of it, and the database has its content.</summary>
    Told = 2,
}
