using WebPublisher.Policy.Rules;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;

namespace WebPublisher.Commands;

/// <summary>What <c>explain --json</c> writes. Members that do not apply are absent.</summary>
internal sealed record ExplainReport
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The URL as it was asked about.</summary>
    public required string Url { get; init; }

    /// <summary>The URL that rules judged.</summary>
    public string? Canonical { get; init; }

    /// <summary>Name of the listener.</summary>
    public string? Listener { get; init; }

    /// <summary>The client's address.</summary>
    public string? Client { get; init; }

    /// <summary>When it arrives.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The rules considered, in order.</summary>
    public required IReadOnlyList<ConsideredRule> Considered { get; init; }

    /// <summary><c>forwarded</c>, <c>redirected</c>, <c>denied</c>, <c>tunnelled</c>, or <c>unanswered</c> when no listener speaks the scheme.</summary>
    public required string Decision { get; init; }

    /// <summary>The rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>The section of that rule, where it is divided.</summary>
    public string? Section { get; init; }

    /// <summary>Status the publisher answers with.</summary>
    public int? Status { get; init; }

    /// <summary>Sub-status, such as 4 in 403.4.</summary>
    public int? SubStatus { get; init; }

    /// <summary>Error code, such as 12202.</summary>
    public int? Code { get; init; }

    /// <summary>Why it is denied.</summary>
    public string? Reason { get; init; }

    /// <summary>What of the request decided, where there is something to say.</summary>
    public string? Detail { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>Name of the front-end farm.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>How the legs are joined.</summary>
    public Bridging? Bridging { get; init; }

    /// <summary>The URL the front end is asked for.</summary>
    public string? InnerUrl { get; init; }

    /// <summary>Reports an answer.</summary>
    public static ExplainReport Of(PolicyAnswer answer)
    {
        var publish = answer.Outcome?.Publish;
        return new ExplainReport
        {
            Method = answer.Question.Method,
            Url = answer.Question.Url,
            Canonical = answer.Query is { } query ? AnswerWords.Url(query) : null,
            Listener = answer.Query?.Listener.Name,
            Client = answer.Query?.Client.ToString(),
            At = answer.Question.Instant,
            Considered = [.. answer.Considered.Select(ConsideredRule.Of)],
            Decision = answer.IsUnanswered ? "unanswered"
                : JsonOutput.Word(answer.Outcome?.Decision ?? PublishingDecision.Denied),
            Rule = answer.Rule,
            Section = answer.Outcome?.Section is { Name: not "" } section ? section.Name : null,
            Status = OrNull(answer.Status),
            SubStatus = OrNull(answer.Denial?.SubStatus ?? 0),
            Code = OrNull(answer.Denial?.Code ?? 0),
            Reason = answer.Denial is { } denial ? JsonOutput.Word(denial.Reason) : null,
            Detail = answer.Denial?.Detail,
            Location = answer.Outcome?.Location,
            FrontEnd = publish?.To.Name,
            Bridging = publish?.Bridging,
            InnerUrl = AnswerWords.InnerUrl(answer),
        };
    }

    private static int? OrNull(int number) => number == 0 ? null : number;

    /// <summary>A rule and what it made of the request.</summary>
    /// <param name="Rule">Its name.</param>
    /// <param name="DeclaredAt"><c>file:line:column</c>.</param>
    /// <param name="Matched">Whether every condition holds.</param>
    /// <param name="Conditions">The conditions it sets.</param>
    public sealed record ConsideredRule(string Rule, string DeclaredAt, bool Matched, IReadOnlyList<ConditionFinding> Conditions)
    {
        /// <summary>Reports an explanation.</summary>
        public static ConsideredRule Of(RuleExplanation explanation) =>
            new(explanation.Rule.Name, explanation.Location.ToString(), explanation.Matched, explanation.Findings);
    }
}
