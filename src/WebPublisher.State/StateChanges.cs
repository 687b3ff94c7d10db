namespace WebPublisher.State;

/// <summary>How often parts of the state have changed since they were opened, by this process or another: who has seen other numbers before looks again.</summary>
/// <param name="Addresses">The stored lists.</param>
/// <param name="Held">The index of held messages.</param>
/// <param name="Logons">The locks after failed logons.</param>
/// <param name="Reputations">The profiles of clients; once for all that are written together.</param>
public readonly record struct StateChanges(long Addresses, long Held, long Logons, long Reputations);
