namespace WebPublisher.State.Addresses;

/// <summary>Who made an entry. The numbers stand in the file.</summary>
public enum EntryOrigin
{
    /// <summary>An operator, by a command.</summary>
    Operator = 0,

    /// <summary>The server, for the client's bad reputation.</summary>
    Reputation = 1,
}
