using System.Collections.Immutable;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.Running;

/// <summary>Adds up what the processes of a server tell of their traffic.</summary>
internal static class TrafficSum
{
    /// <summary>The sum: seconds by time, decisions by name, most first.</summary>
    public static Traffic Of(ImmutableArray<Traffic> all) => all is [var only] ? only : new Traffic(
        [.. all.SelectMany(one => one.Seconds).GroupBy(second => second.Time).OrderBy(group => group.Key).Select(group => group.Aggregate(Add))],
        Sum(all.SelectMany(one => one.Rules)),
        Sum(all.SelectMany(one => one.Agents)),
        Sum(all.SelectMany(one => one.Reasons)),
        Sum(all.SelectMany(one => one.Clients)));

    private static TrafficSecond Add(TrafficSecond one, TrafficSecond other) => new(
        one.Time,
        one.Requests + other.Requests,
        one.RequestsRefused + other.RequestsRefused,
        one.RequestsFailed + other.RequestsFailed,
        one.Messages + other.Messages,
        one.MessagesRefused + other.MessagesRefused,
        one.BytesIn + other.BytesIn,
        one.BytesOut + other.BytesOut,
        one.Requests + other.Requests is > 0 and var requests ? ((one.Milliseconds * one.Requests) + (other.Milliseconds * other.Requests)) / requests : 0);

    private static ImmutableArray<DecisionCount> Sum(IEnumerable<DecisionCount> counts) =>
    [
        .. counts.GroupBy(count => (count.Name, count.Half))
            .Select(group => new DecisionCount(group.Key.Name, group.Key.Half, group.Sum(one => one.Served), group.Sum(one => one.Refused), group.Sum(one => one.Failed)))
            .OrderByDescending(count => count.Served + count.Refused + count.Failed).ThenBy(count => count.Name, StringComparer.Ordinal),
    ];
}
