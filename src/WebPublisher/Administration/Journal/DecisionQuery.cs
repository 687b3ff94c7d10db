using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Journal;

/// <summary>Which decisions somebody wants to see.</summary>
internal sealed record DecisionQuery
{
    private const int UsualLimit = 100;

    private static readonly ImmutableArray<string> s_kinds = [DecisionWords.Request, DecisionWords.Message, DecisionWords.Session];
    private static readonly ImmutableArray<string> s_outcomes = [.. Enum.GetValues<DecisionOutcome>().Select(DecisionWords.Of)];

    /// <summary>How many at most.</summary>
    public int Limit { get; private init; } = UsualLimit;

    /// <summary>Of these kinds; empty for every one.</summary>
    public ImmutableArray<string> Kinds { get; private init; } = [];

    /// <summary>With these outcomes; empty for every one.</summary>
    public ImmutableArray<string> Outcomes { get; private init; } = [];

    /// <summary>Of this client; null for every one.</summary>
    public string? Client { get; private init; }

    /// <summary>Decided by this rule or agent, in any letter case; null for every one.</summary>
    public string? By { get; private init; }

    /// <summary>Reads the parameters of a URL.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="query">The query.</param>
    /// <returns>What is wrong with them; null for nothing.</returns>
    public static string? Parse(IQueryCollection parameters, out DecisionQuery query)
    {
        query = new DecisionQuery { Kinds = Words(parameters, "kind"), Outcomes = Words(parameters, "outcome"), Client = Text(parameters, "client"), By = Text(parameters, "by") };
        if (Text(parameters, "limit") is { } limit)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > DecisionJournal.MaximumRefusals)
            {
                return string.Create(CultureInfo.InvariantCulture, $"limit is a number from 1 to {DecisionJournal.MaximumRefusals}.");
            }

            query = query with { Limit = number };
        }

        return query.Kinds.Except(s_kinds, StringComparer.Ordinal).Any() ? $"kind is one or more of {string.Join(",", s_kinds)}."
            : query.Outcomes.Except(s_outcomes, StringComparer.Ordinal).Any() ? $"outcome is one or more of {string.Join(",", s_outcomes)}."
            : null;
    }

    /// <summary>Whether a decision is wanted.</summary>
    public bool Matches(Decision decision) =>
        (Kinds.IsEmpty || Kinds.Contains(decision.Kind, StringComparer.Ordinal))
        && (Outcomes.IsEmpty || Outcomes.Contains(decision.Outcome, StringComparer.Ordinal))
        && (Client is null || Client == decision.Client)
        && (By is null || By.Equals(decision.By, StringComparison.OrdinalIgnoreCase));

    private static string? Text(IQueryCollection parameters, string name) => parameters[name].ToString() is { Length: > 0 } text ? text : null;

    private static ImmutableArray<string> Words(IQueryCollection parameters, string name) =>
        [.. parameters[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
