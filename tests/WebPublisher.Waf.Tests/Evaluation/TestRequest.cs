using System.Net;
using System.Text;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Tests.Evaluation;

/// <summary>A request for a rule set written beside a test.</summary>
internal sealed class TestRequest
{
    public string Method { get; init; } = "GET";

    public string Target { get; init; } = "/";

    public string Protocol { get; init; } = "HTTP/1.1";

    public (string Name, string Value)[] Headers { get; init; } = [];

    public string? Body { get; init; }

    public static RuleSet Compile(string rules, TimeProvider? time = null)
    {
        var parsed = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfText("test.conf", rules)]));
        Assert.Empty(parsed.Errors);
        var compilation = RuleSet.Compile(parsed, time ?? new ManualTime());
        Assert.Empty(compilation.Errors);
        return compilation.RuleSet!;
    }

    public static IReadOnlyList<string> ErrorsOf(string rules)
    {
        var parsed = RuleSetParser.Parse(new RuleSetSource([RuleSetPart.OfText("test.conf", rules)]));
        return [.. RuleSet.Compile(parsed, new ManualTime()).Errors.Select(error => error.ToString())];
    }

    /// <summary>Runs phases 1, 2 and 5; refusals end the request as they do in the publisher.</summary>
    public Outcome Judge(RuleSet rules)
    {
        using var transaction = rules.Begin();
        return Judge(transaction);
    }

    public Outcome Judge(Transaction transaction)
    {
        transaction.Connect(IPAddress.Parse("192.0.2.7"), 40_000, IPAddress.Parse("198.51.100.1"), 443);
        transaction.SetRequest(Method, Target, Protocol);
        foreach (var (name, value) in Headers)
        {
            transaction.AddRequestHeader(name, value);
        }

        var bytes = Body is null ? null : Encoding.Latin1.GetBytes(Body);
        if (bytes is not null)
        {
            transaction.AddRequestHeader("Content-Length", bytes.Length.ToString());
        }

        var verdict = transaction.JudgeRequestHeader();
        if (verdict.Action == VerdictAction.Pass)
        {
            if (bytes is not null && transaction.WantsRequestBody)
            {
                transaction.AppendRequestBody(bytes);
            }

            verdict = transaction.JudgeRequestBody(isWhole: true);
        }

        transaction.Finish();
        return new Outcome(verdict, [.. transaction.Matches]);
    }

    internal sealed record Outcome(Verdict Verdict, IReadOnlyList<RuleMatch> Matches)
    {
        public IEnumerable<long> Ids => Matches.Select(match => match.Id);
    }
}
