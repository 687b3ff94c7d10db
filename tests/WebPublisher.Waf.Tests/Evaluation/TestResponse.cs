using System.Text;

namespace WebPublisher.Waf.Tests.Evaluation;

/// <summary>A response for a rule set written beside a test.</summary>
internal sealed class TestResponse
{
    public int Status { get; init; } = 200;

    public string Type { get; init; } = "text/html; charset=utf-8";

    public string Body { get; init; } = "";

    /// <summary>Runs all phases, the request's by a plain GET.</summary>
    public IReadOnlyList<RuleMatch> Judge(RuleSet rules, out Verdict verdict)
    {
        using var transaction = rules.Begin();
        transaction.SetRequest("GET", "/", "HTTP/1.1");
        transaction.JudgeRequestHeader();
        transaction.JudgeRequestBody(isWhole: true);
        transaction.SetResponse(Status, "HTTP/1.1");
        transaction.AddResponseHeader("Content-Type", Type);
        verdict = transaction.JudgeResponseHeader();
        if (verdict.Action == VerdictAction.Pass)
        {
            if (transaction.WantsResponseBody)
            {
                transaction.AppendResponseBody(Encoding.UTF8.GetBytes(Body));
            }

            verdict = transaction.JudgeResponseBody();
        }

        transaction.Finish();
        return [.. transaction.Matches];
    }
}
