using System.Globalization;
using System.Net;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf;

namespace WebPublisher.Commands.Firewall;

/// <summary>Puts a request, and perhaps a response, to rules: as a listener does, but for what the listener itself refuses.</summary>
/// <param name="policy">The firewall.</param>
/// <param name="rules">Its rules.</param>
/// <param name="client">The client's address.</param>
internal sealed class Evaluation(WafPolicy policy, RuleSet rules, IPAddress client)
{
    private const int ClientPort = 49_152;
    private const int ServerPort = 443;

    private static readonly IPAddress s_server = IPAddress.Parse("192.0.2.80");

    /// <summary>Judges until the times of the rules have settled, and tells what the last judgement was and what each rule cost at best.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The response, or null.</param>
    /// <param name="most">How often at most.</param>
    /// <param name="longest">How long at most.</param>
    /// <param name="time">The clock.</param>
    public EvaluationReport Judge(RawMessage request, RawMessage? response, int most, TimeSpan longest, TimeProvider time)
    {
        Dictionary<(long Id, int Phase), TimeSpan> best = [];
        var whole = TimeSpan.MaxValue;
        EvaluationReport? report = null;
        var began = time.GetTimestamp();
        for (var run = 0; run < most && (run == 0 || time.GetElapsedTime(began) < longest); run++)
        {
            // The whole is timed without the clock of each rule, which costs time itself.
            using var transaction = rules.Begin();
            var start = time.GetTimestamp();
            report = Judge(transaction, request, response);
            var elapsed = time.GetElapsedTime(start);
            whole = elapsed < whole ? elapsed : whole;

            using var measured = rules.Begin();
            measured.MeasuresRules = true;
            Judge(measured, request, response);
            foreach (var rule in measured.Times)
            {
                var key = (rule.Id, rule.Phase);
                best[key] = best.TryGetValue(key, out var known) && known < rule.Elapsed ? known : rule.Elapsed;
            }
        }

        return report! with
        {
            Microseconds = Math.Round(whole.TotalMicroseconds, 1),
            Times =
            [
                .. best
                    .OrderByDescending(pair => pair.Value)
                    .ThenBy(pair => pair.Key.Id)
                    .Select(pair => new EvaluationReport.Cost(pair.Key.Id, pair.Key.Phase, Math.Round(pair.Value.TotalMicroseconds, 1))),
            ],
        };
    }

    private EvaluationReport Judge(Transaction transaction, RawMessage request, RawMessage? response)
    {
        transaction.Connect(client, ClientPort, s_server, ServerPort);
        var line = request.StartLine;
        var (first, last) = (line.IndexOf(' ', StringComparison.Ordinal), line.LastIndexOf(' '));
        transaction.SetRequest(
            first < 0 ? line : line[..first], first < 0 ? "" : last > first ? line[(first + 1)..last] : line[(first + 1)..], last > first ? line[(last + 1)..] : "HTTP/0.9");
        foreach (var field in request.Fields)
        {
            transaction.AddRequestHeader(field.Name, field.Value);
        }

        List<string> notes = [.. request.Notes];
        var verdict = transaction.JudgeRequestHeader();
        if (verdict.Action == VerdictAction.Pass)
        {
            verdict = Later(verdict, JudgeRequestBody(transaction, request, notes));
        }

        if (verdict.Action == VerdictAction.Pass && response is not null)
        {
            notes.AddRange(response.Notes);
            verdict = Later(verdict, JudgeResponse(transaction, response, notes));
        }

        transaction.Finish();
        return new EvaluationReport(
            EvaluationReport.Judgement.Of(verdict),
            policy.Mode,
            transaction.InboundAnomalyScore,
            transaction.OutboundAnomalyScore,
            transaction.IsOverBudget,
            [.. transaction.Matches.Select(EvaluationReport.Match.Of)],
            0,
            [],
            notes);
    }

    private Verdict JudgeRequestBody(Transaction transaction, RawMessage request, List<string> notes)
    {
        var body = request.Body;
        var isUpload = request.Field("Content-Type")?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;
        var isWhole = isUpload || body.Length <= policy.RequestBodyLimit;
        if (!isWhole)
        {
            var longer = policy.BeyondRequestBody == BeyondLimit.Refuse ? ", and refuses longer ones" : "";
            notes.Add($"The policy has the first {policy.RequestBodyLimit} of {body.Length} bytes of the body judged{longer}.");
            body = body[..policy.RequestBodyLimit];
        }

        if (body.Length > 0 && policy.InspectsRequestBody && transaction.WantsRequestBody)
        {
            transaction.AppendRequestBody(body.Span);
        }

        return transaction.JudgeRequestBody(isWhole);
    }

    private Verdict JudgeResponse(Transaction transaction, RawMessage response, List<string> notes)
    {
        if (policy.Response is not { } inspected)
        {
            notes.Add("The policy does not have responses judged.");
            return Verdict.Pass;
        }

        var words = response.StartLine.Split(' ', 3);
        if (words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 999)
        {
            throw new CommandFailure($"the response begins with '{response.StartLine}'; expected a status line such as HTTP/1.1 200 OK.", ExitCode.Usage);
        }

        transaction.SetResponse(status, words[0]);
        foreach (var field in response.Fields)
        {
            transaction.AddResponseHeader(field.Name, field.Value);
        }

        var verdict = transaction.JudgeResponseHeader();
        if (verdict.Action != VerdictAction.Pass)
        {
            return verdict;
        }

        if (transaction.WantsResponseBody)
        {
            transaction.AppendResponseBody(response.Body.Span[..Math.Min(response.Body.Length, inspected.Limit)]);
        }

        return Later(verdict, transaction.JudgeResponseBody());
    }

    // What the rules said first is what counts where they only detect.
    private static Verdict Later(Verdict before, Verdict now) => now.Action == VerdictAction.Pass && before.WouldHave != VerdictAction.Pass ? before : now;
}
