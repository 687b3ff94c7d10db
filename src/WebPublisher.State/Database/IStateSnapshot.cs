namespace WebPublisher.State.Database;

/// <summary>A part of the state that is also held in memory.</summary>
internal interface IStateSnapshot
{
    /// <summary>The section whose changes by other processes it follows; null if only its own process writes it.</summary>
    StateSection? Section { get; }

    /// <summary>Reads it from the file, and replaces what is held.</summary>
    void Load(StateTransaction reading);

    /// <summary>Follows changes that came from another node and are in the file.</summary>
    /// <param name="reading">The file.</param>
    /// <param name="keys">The keys of what has changed (<see cref="Replication.ReplicatedTable"/>).</param>
    void Follow(StateTransaction reading, IReadOnlyCollection<string> keys) => Load(reading);
}
