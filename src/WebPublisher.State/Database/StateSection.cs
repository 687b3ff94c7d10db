namespace WebPublisher.State.Database;

/// <summary>The parts of the state that other processes may change; each has a row in <c>revisions</c> that counts its changes.</summary>
internal enum StateSection
{
    Addresses,
    Safelist,
    Held,
    Logons,
    Profiles,
    Devices,
    Key,
}
