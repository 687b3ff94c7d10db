namespace WebPublisher.Mail.Mime;

/// <summary>Something wrong with a message, and where.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Part">The number of the part, in the order of the walk; 0 is the message.</param>
/// <param name="Offset">Octets from the beginning of what the part is read from: the message, or the decoded content of an encoded message within it.</param>
/// <param name="Detail">What was seen there, for the log: printable, at most 100 characters.</param>
public readonly record struct MimeFinding(MimeFindingKind Kind, int Part, long Offset, string Detail)
{
    /// <summary>What it means.</summary>
    public MimeFindingClass Class => MimeFindingKinds.ClassOf(Kind);
}
