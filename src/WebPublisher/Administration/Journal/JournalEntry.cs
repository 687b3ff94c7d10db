using System.Collections.Frozen;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Journal;

/// <summary>One decision as the journal has it: formatted already, or as facts that are formatted when somebody looks.</summary>
internal readonly record struct JournalEntry
{
    private readonly Decision? _decision;
    private readonly RequestFacts _facts;

    /// <summary>One that is formatted.</summary>
    public JournalEntry(DecisionOutcome outcome, Decision decision) => (Outcome, _decision) = (outcome, decision);

    /// <summary>A request.</summary>
    public JournalEntry(RequestFacts facts) => (Outcome, _facts) = (facts.Outcome, facts);

    /// <summary>What became of it.</summary>
    public DecisionOutcome Outcome { get; }

    /// <summary>The number that leads to it.</summary>
    public string Reference => _decision?.Reference ?? _facts.Reference;

    /// <summary>Its place among all, from 1; 0 before the journal has it.</summary>
    public long Number { get; init; }

    /// <summary>The decision.</summary>
    /// <param name="loggable">Names of query parameters whose values may be shown.</param>
    public Decision ToDecision(FrozenSet<string> loggable) => _decision ?? _facts.ToDecision(loggable);
}
