namespace WebPublisher.State.Replication;

/// <summary>The last change of something in the database that nodes share.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">What it is now; null when it is deleted.</param>
/// <param name="Stamp">When it was changed.</param>
/// <param name="Node">Who has changed it.</param>
/// <param name="Weight">Until when it outweighs what servers do by themselves.</param>
/// <param name="Version">Its place among all changes.</param>
internal sealed record SharedChange(ReplicatedKind Kind, string Key, string? Value, long Stamp, long Node, long Weight, long Version)
{
    /// <summary>Bits of a stamp below the milliseconds.</summary>
    public const int StampShift = 20;

    /// <summary>
    /// Whether a change that is not in the database yet will take the place of this one. The database decides by the same rule (<see cref="Postgres.SharedDatabase"/>): an operator's
    /// entry that holds outweighs what a server did by itself without knowing of it; otherwise the later one wins.
    /// </summary>
    public bool YieldsTo(PendingChange change, long node)
    {
        if (Version > change.Seen && Node != node)
        {
            if (Value is not null && change.Weight == 0 && Weight > change.Stamp >> StampShift)
            {
                return false;
            }

            if (change.Value is not null && Weight == 0 && change.Weight > Stamp >> StampShift)
            {
                return true;
            }
        }

        return (change.Stamp, node).CompareTo((Stamp, Node)) > 0;
    }
}
