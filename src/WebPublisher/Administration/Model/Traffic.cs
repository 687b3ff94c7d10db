using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary><c>GET /api/traffic</c>: what has been going on. The same object is the data of the event <c>traffic</c> of <c>GET /api/events</c>, with the seconds since the last event alone.</summary>
/// <param name="Seconds">Each of the last 300 seconds, the oldest first.</param>
/// <param name="Rules">Decisions by publishing rule, of the last 15 minutes, most first.</param>
/// <param name="Agents">Actions by agent, likewise.</param>
/// <param name="Reasons">Refusals by reason, likewise.</param>
/// <param name="Clients">Decisions by client address, likewise, fifty at most.</param>
internal sealed record Traffic(
    ImmutableArray<TrafficSecond> Seconds,
    ImmutableArray<DecisionCount> Rules,
    ImmutableArray<DecisionCount> Agents,
    ImmutableArray<DecisionCount> Reasons,
    ImmutableArray<DecisionCount> Clients);
