namespace WebPublisher.State.Held;

/// <summary>A number of messages and their bytes: those that wait, or those that may.</summary>
/// <param name="Messages">Messages.</param>
/// <param name="Bytes">Bytes of their content.</param>
public sealed record HeldTotals(int Messages, long Bytes)
{
    /// <summary>Whether one more message is within limits.</summary>
    /// <param name="bytes">Bytes of its content.</param>
    /// <param name="limits">The limits.</param>
    public bool HasRoomFor(long bytes, HeldTotals limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Messages < limits.Messages && Bytes + bytes <= limits.Bytes;
    }
}
