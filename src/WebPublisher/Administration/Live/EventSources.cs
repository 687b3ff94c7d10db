using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Status;

namespace WebPublisher.Administration.Live;

/// <summary>What events tell of.</summary>
/// <param name="Server">The server that runs.</param>
/// <param name="Board">How it is.</param>
internal sealed record EventSources(RunningServer Server, StatusBoard Board)
{
    /// <summary>What is decided.</summary>
    public DecisionJournal Journal => Server.Journal;

    /// <summary>How much goes on.</summary>
    public TrafficCounters Counters => Server.Counters;
}
