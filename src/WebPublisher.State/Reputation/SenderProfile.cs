namespace WebPublisher.State.Reputation;

/// <summary>What is known of a client by the mail it has brought.</summary>
public sealed record SenderProfile
{
    /// <summary>Nothing is known.</summary>
    public static SenderProfile Unknown { get; } = new();

    /// <summary>Messages judged.</summary>
    public long Messages { get; init; }

    /// <summary>The sum of their spam confidence levels; those below 0 count as 0.</summary>
    public long SclSum { get; init; }

    /// <summary>How often the name in HELO or EHLO was none the client could have.</summary>
    public long HelloProblems { get; init; }

    /// <summary>The name in the last HELO or EHLO; null when it is not known.</summary>
    public string? HelloName { get; init; }

    /// <summary>How often the client's address had no name, or one that does not lead back to it.</summary>
    public long ReverseDnsProblems { get; init; }

    /// <summary>When the profile was begun.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The mean spam confidence level; 0 without messages.</summary>
    public double AverageScl => Messages == 0 ? 0 : (double)SclSum / Messages;

    /// <summary>What this and another profile of the same client say together.</summary>
    internal SenderProfile Plus(SenderProfile other) => other == Unknown ? this : this == Unknown ? other : new SenderProfile
    {
        Messages = Messages + other.Messages,
        SclSum = SclSum + other.SclSum,
        HelloProblems = HelloProblems + other.HelloProblems,
        ReverseDnsProblems = ReverseDnsProblems + other.ReverseDnsProblems,
        HelloName = LastSeen >= other.LastSeen ? HelloName : other.HelloName,
        FirstSeen = FirstSeen <= other.FirstSeen ? FirstSeen : other.FirstSeen,
        LastSeen = LastSeen >= other.LastSeen ? LastSeen : other.LastSeen,
    };

    /// <summary>This profile with what a change from one to another has counted; the names and moments are those of the change.</summary>
    internal SenderProfile Moved(SenderProfile from, SenderProfile to) => to with
    {
        Messages = Messages + to.Messages - from.Messages,
        SclSum = SclSum + to.SclSum - from.SclSum,
        HelloProblems = HelloProblems + to.HelloProblems - from.HelloProblems,
        ReverseDnsProblems = ReverseDnsProblems + to.ReverseDnsProblems - from.ReverseDnsProblems,
        FirstSeen = this != Unknown ? FirstSeen : from == Unknown ? to.FirstSeen : to.LastSeen,
    };
}
