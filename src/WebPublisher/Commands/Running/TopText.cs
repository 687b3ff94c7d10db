using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.State;

namespace WebPublisher.Commands.Running;

/// <summary>What most is decided, for people.</summary>
internal static class TopText
{
    // The rates are means of so many whole seconds.
    private const int Recent = 10;

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="traffic">What there is.</param>
    /// <param name="rows">How many rows each table has at most.</param>
    public static void Write(TextWriter output, Traffic traffic, int rows)
    {
        var recent = traffic.Seconds.TakeLast(Recent).ToList();
        output.WriteLine(
            $"{Rate(recent, second => second.Requests)} requests/s, {Rate(recent, second => second.RequestsRefused)} refused, {Rate(recent, second => second.RequestsFailed)} failed;"
            + $" {Rate(recent, second => second.Messages)} messages/s, {Rate(recent, second => second.MessagesRefused)} refused");
        output.WriteLine("Decisions of the last 15 minutes");
        output.WriteLine();
        Write(output, "Client", traffic.Clients, rows);
        Write(output, "Rule", traffic.Rules, rows);
        Write(output, "Agent", traffic.Agents, rows);
        Write(output, "Reason of refusal", traffic.Reasons, rows);
    }

    private static void Write(TextWriter output, string title, ImmutableArray<DecisionCount> counts, int rows)
    {
        var table = new TextTable(title, "Served", "Refused", "Failed");
        foreach (var count in counts.Take(rows))
        {
            table.Add(count.Name, Number(count.Served), Number(count.Refused), Number(count.Failed));
        }

        table.Write(output);
        if (counts.Length > 0)
        {
            output.WriteLine();
        }
    }

    private static string Rate(List<TrafficSecond> seconds, Func<TrafficSecond, long> value) =>
        seconds.Count == 0 ? "0" : (seconds.Sum(value) / (double)seconds.Count).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
