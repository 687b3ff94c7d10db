using System.Collections.Immutable;
using WebPublisher.Administration.Journal;
using WebPublisher.Administration.Status;
using WebPublisher.Policy.Reload;
using WebPublisher.State;

namespace WebPublisher.Administration.Live;

/// <summary>What events tell of.</summary>
internal sealed record EventSources
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>How the server is.</summary>
    public required StatusBoard Board { get; init; }

    /// <summary>What is decided.</summary>
    public required DecisionJournal Journal { get; init; }

    /// <summary>How much goes on.</summary>
    public required TrafficCounters Counters { get; init; }

    /// <summary>The start and the reloads since, oldest first.</summary>
    public required Func<ImmutableArray<ReloadRecord>> History { get; init; }

    /// <summary>How often the state has changed.</summary>
    public required Func<StateChanges> Changes { get; init; }

    /// <summary>Those of a server.</summary>
    public static EventSources Of(RunningServer server, StatusBoard board) => new()
    {
        Time = server.Time,
        Board = board,
        Journal = server.Journal,
        Counters = server.Counters,
        History = server.History,
        Changes = () => server.States.Find(server.Policy.Current)?.Changes ?? default,
    };
}
