using System.Globalization;
using WebPublisher.Conformance.Web.Cases;
using WebPublisher.Conformance.Web.Recording;

namespace WebPublisher.Conformance.Web.Judging;

/// <summary>Judges what happened: by what reached the front end first, then by what clients got.</summary>
/// <param name="ownField">The field that the publisher writes into every request, in place of a client's.</param>
internal sealed class Judge(string ownField)
{
    /// <summary>All that speaks against the publisher, the worst first.</summary>
    public IReadOnlyList<Finding> Findings(Played played)
    {
        var findings = new List<Finding>();
        var forwarded = Forwarded(played, findings);
        foreach (var request in forwarded)
        {
            findings.AddRange(OfRequest(played.Case, request));
        }

        findings.AddRange(OfNumber(played.Case, forwarded));
        findings.AddRange(OfVictim(played));
        findings.AddRange(OfAnswer(played));
        findings.AddRange(OfExpectation(played, forwarded));
        if (played.Case.Unknown is { } unknown)
        {
            findings.Add(new Finding(Verdict.Error, $"the requirement {unknown} is not known to this runner"));
        }

        return [.. findings.OrderBy(finding => finding.Verdict)];
    }

    /// <summary>The requests that reached the front end, without the other client's.</summary>
    private static List<RecordedRequest> Forwarded(Played played, List<Finding> findings)
    {
        var forwarded = new List<RecordedRequest>();
        foreach (var connection in played.Connections)
        {
            var (requests, _, error) = connection.Stream;
            if (error is { } problem && !connection.IsUpgraded)
            {
                findings.Add(new Finding(Verdict.Ambiguous, $"the front end cannot read {problem.Text}"));
            }

            for (var i = 0; i < requests.Count; i++)
            {
                var request = requests[i] with { IsTunnelled = connection.IsUpgraded && i > 0 };
                if (!request.Target.Contains($"/c/{played.VictimMark}", StringComparison.Ordinal))
                {
                    forwarded.Add(request);
                }
                else if (request.Problems.Count > 0)
                {
                    findings.Add(new Finding(Verdict.Poison, $"another client's request arrived with {request.Problems[0].Text}"));
                }
            }
        }

        return forwarded;
    }

    private IEnumerable<Finding> OfRequest(WebCase played, RecordedRequest request)
    {
        var required = played.Requirements;
        var broken = played.Level == "must" ? Verdict.Inject : Verdict.Leak;
        if (!request.IsTunnelled && !request.Values(ownField).Any())
        {
            yield return new Finding(Verdict.Smuggled, $"the publisher does not know of {request.Method} {request.Target}");
        }

        foreach (var problem in request.Problems)
        {
            yield return new Finding(Verdict.Ambiguous, problem.Text);
        }

        foreach (var name in required.NoFields.Where(name => request.Values(name).Any()))
        {
            yield return new Finding(broken, $"the field {name} was forwarded");
        }

        foreach (var (name, value) in required.NoValues.Where(field => request.Values(field.Name).Any(value => HoldsWord(value, field.Value))))
        {
            yield return new Finding(broken, $"{name} was forwarded with {value}");
        }

        foreach (var (name, part) in required.NoParts.Where(field => request.Values(field.Name).Any(value => value.Contains(field.Value, StringComparison.OrdinalIgnoreCase))))
        {
            yield return new Finding(Verdict.Leak, $"{name} was forwarded with {part} in it");
        }

        foreach (var (name, count) in required.MaximumCounts.Where(most => request.Values(most.Name).Count() > most.Count))
        {
            yield return new Finding(played.Level == "policy" ? Verdict.Policy : Verdict.Lenient, $"more than {count} {name} fields were forwarded");
        }

        foreach (var name in required.NeededFields.Where(name => !request.Values(name).Any()))
        {
            yield return new Finding(Verdict.Inject, $"the publisher's own {name} is missing");
        }

        if (required.OnlyHost is { } host && Hosts(request).FirstOrDefault(other => !other.Equals(host, StringComparison.OrdinalIgnoreCase)) is { } foreign)
        {
            yield return new Finding(Verdict.Inject, $"the host {foreign} was forwarded");
        }

        if (required.Protected && PathReadings.Protected(request.Target).ToList() is { Count: > 0 } readings)
        {
            yield return new Finding(Verdict.Bypass, $"{request.Target} is a protected path, read {string.Join(", ", readings)}");
        }
    }

    private static IEnumerable<Finding> OfNumber(WebCase played, List<RecordedRequest> forwarded)
    {
        if (forwarded.Any(request => request.IsTunnelled) && played.Requirements.Second is not null)
        {
            yield return new Finding(Verdict.Lenient, "a tunnel was opened, and the second request went through it");
        }

        var most = played.Requirements.MaximumForwarded ?? (played.Requirements.Second is null ? 1 : 2);
        var whole = forwarded.Count(request => request.IsComplete);
        if (whole > most)
        {
            yield return new Finding(Verdict.Split, $"{whole} requests were forwarded, {most} at most are in it");
        }
    }

    private static IEnumerable<Finding> OfVictim(Played played)
    {
        if (played.Victim.Text.Length == 0)
        {
            yield return new Finding(Verdict.Error, $"another client got no answer {played.Victim.Note}");
        }
        else if (!played.Victim.Text.Contains(played.VictimMark, StringComparison.Ordinal))
        {
            var isSomebodyElses = played.Victim.Text.Contains("marker", StringComparison.Ordinal) || played.Victim.Text.Contains("POISON", StringComparison.Ordinal);
            yield return new Finding(isSomebodyElses ? Verdict.Poison : Verdict.Error, "another client did not get its own answer");
        }
    }

    private static IEnumerable<Finding> OfAnswer(Played played)
    {
        var required = played.Case.Requirements;
        var answer = played.First;
        foreach (var text in required.NotAnswered.Where(text => answer.Text.Contains(text, StringComparison.Ordinal)))
        {
            yield return new Finding(played.Case.Level == "must" ? Verdict.Inject : Verdict.Policy, $"the answer holds {Octets.Escape(text)}");
        }

        if (required.SecureCookies && Lines(answer.Text, "set-cookie:").Any(line => !line.Contains("secure", StringComparison.OrdinalIgnoreCase) || !line.Contains("httponly", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new Finding(Verdict.Policy, "a cookie is not Secure and HttpOnly");
        }

        if (required.Statuses.Count > 0 && answer.Statuses.Count > 0 && !required.Statuses.Contains(answer.Statuses[^1]))
        {
            yield return new Finding(Verdict.Lenient, $"the status is {answer.Statuses[^1]}");
        }

        if (required.Truncated && answer.Statuses is [200, ..] && LooksWhole(answer.Text, played.IsClosed))
        {
            yield return new Finding(Verdict.Ambiguous, "an answer that broke off looks whole");
        }
    }

    private static IEnumerable<Finding> OfExpectation(Played played, List<RecordedRequest> forwarded)
    {
        var one = played.Case;
        var isDone = forwarded.Any(request => request.IsComplete);
        var statuses = played.First.Statuses;
        var successes = statuses.Where(status => status is > 100 and < 400).ToList();
        switch (one.Expectation == Expectation.Auto ? Derived(one) : one.Expectation)
        {
            // What these are about is the answer.
            case var _ when one.Group == "response":
                break;

            // A body that turns out to be broken when the head is on its way already: the front end never gets a whole request.
            case Expectation.Reject when forwarded.Count > 0 && !isDone && successes.Count == 0:
                break;
            case Expectation.Reject when forwarded.Count > 0:
                yield return new Finding(one.Level == "policy" ? Verdict.Policy : Verdict.Lenient, $"{forwarded[0].Method} {forwarded[0].Target} was forwarded and should have been refused");
                break;
            case Expectation.Reject when successes.Count > 0 && !one.Requirements.MayAnswer && successes[^1] is not (301 or 302 or 304 or 308):
                yield return new Finding(Verdict.Lenient, $"the publisher itself answers {successes[^1]}");
                break;
            case Expectation.Forward when forwarded.Count(request => request.IsComplete) < one.Requirements.MinimumForwarded:
                yield return new Finding(Verdict.Overblock, $"it was not forwarded; {Said(played)}");
                break;
            case Expectation.Forward when statuses.Count > 0 && statuses[^1] >= 400 && statuses[^1] != 426:
                yield return new Finding(Verdict.Overblock, $"it was forwarded, and the client got {statuses[^1]}");
                break;
            default:
                break;
        }
    }

    /// <summary>Whether an RFC says that the request is to be refused.</summary>
    private static Expectation Derived(WebCase one)
    {
        var (requests, _, error) = StrictReader.Read(Octets.Of(Octets.Expand(one.Raw ?? "", "x")));
        var isRefused = requests.Count == 0 ? error is not null : requests[0].Problems.Any(problem => problem.MustBeRefused);
        return isRefused ? Expectation.Reject : Expectation.Safe;
    }

    private static string Said(Played played) => string.Create(CultureInfo.InvariantCulture, $"the client got {string.Join(", ", played.First.Statuses.DefaultIfEmpty(0))} {played.First.Note}");

    private static IEnumerable<string> Hosts(RecordedRequest request)
    {
        foreach (var host in request.Values("host"))
        {
            yield return host.Split(':')[0];
        }

        var scheme = request.Target.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && !request.Target.StartsWith('/'))
        {
            yield return request.Target[(scheme + 3)..].Split('/')[0].Split('@')[^1].Split(':')[0];
        }
    }

    /// <summary>Whether <paramref name="word"/> stands in <paramref name="text"/> and is not a part of a longer word there: "http" does not stand in "https".</summary>
    private static bool HoldsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            var begins = at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) || !char.IsAsciiLetterOrDigit(word[0]);
            if (begins && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end]) || !char.IsAsciiLetterOrDigit(word[^1])))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Lines(string text, string begin) => text.Split("\r\n").Where(line => line.StartsWith(begin, StringComparison.OrdinalIgnoreCase));

    private static bool LooksWhole(string text, bool isClosed)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = Lines(text[..Math.Max(0, end)], "content-length:").Select(line => line.Split(':')[1].Trim()).FirstOrDefault();
        return !isClosed || text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal) || (length is not null && length == (text.Length - end - 4).ToString(CultureInfo.InvariantCulture));
    }
}
