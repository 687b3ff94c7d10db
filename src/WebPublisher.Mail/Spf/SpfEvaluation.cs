using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>The evaluation of one check: records and those they refer to.</summary>
internal sealed class SpfEvaluation
{
    private readonly IDnsLookup _dns;
    private readonly SpfBudget _budget = new();
    private readonly SpfMacroExpander _macros;
    private readonly SpfMatcher _matcher;

    public SpfEvaluation(SpfCheck check, IDnsLookup dns)
    {
        _dns = dns;
        var clientNames = new SpfClientNames(check.Client, dns);
        _macros = new SpfMacroExpander(check, clientNames);
        _matcher = new SpfMatcher(check.Client, dns, _budget, clientNames);
    }

    /// <summary>The verdict of <paramref name="domain"/> (check_host, RFC 7208 section 4). Calls itself for include and redirect, as often as the budget permits.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="included">Whether it is asked for an include, whose explanations count for nothing (section 6.2).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SpfVerdict> RunAsync(DnsName domain, bool included, CancellationToken cancellationToken)
    {
        // 1. The record (sections 4.4 and 4.5).
        var texts = await _dns.LookUpAsync(domain, DnsType.Txt, cancellationToken);
        if (texts.Status == DnsAnswerStatus.TemporaryFailure)
        {
            return new SpfVerdict(SpfResult.TempError, $"the record of {domain} cannot be looked up: {texts.Failure}");
        }

        var records = texts.Records.OfType<TextRecord>().Where(t => SpfRecord.IsOne(t.Text)).ToList();
        if (records.Count != 1)
        {
            return records.Count == 0
                ? new SpfVerdict(SpfResult.None, $"{domain} publishes no record")
                : new SpfVerdict(SpfResult.PermError, $"{domain} publishes {records.Count} records");
        }

        if (records[0].Text.Length > SpfLimits.MaximumRecord)
        {
            return new SpfVerdict(SpfResult.PermError, $"the record of {domain} is too long");
        }

        if (!SpfRecordParser.TryParse(SpfRecord.Terms(records[0].Text), out var record, out var error))
        {
            return new SpfVerdict(SpfResult.PermError, $"in the record of {domain} {error}");
        }

        // 2. The first mechanism that matches decides (section 4.6.2).
        var text = domain.ToPlainText();
        foreach (var directive in record.Directives)
        {
            if (directive.LooksUp && !_budget.TakeLookup())
            {
                return TooCostly(domain);
            }

            var match = directive.Mechanism == SpfMechanism.Include
                ? await IncludeAsync(directive, text, cancellationToken)
                : await _matcher.MatchAsync(directive, directive.Target is null ? domain : await _macros.NameAsync(directive.Target, text, cancellationToken), cancellationToken);
            switch (match.Outcome)
            {
                case SpfMatchOutcome.Match:
                    var explanation = directive.Result == SpfResult.Fail && !included ? await ExplainAsync(record, text, cancellationToken) : null;
                    return new SpfVerdict(directive.Result, $"{directive.Text} of {domain}") { Explanation = explanation };
                case SpfMatchOutcome.TempError:
                    return new SpfVerdict(SpfResult.TempError, match.Reason);
                case SpfMatchOutcome.PermError:
                    return new SpfVerdict(SpfResult.PermError, match.Reason);
            }
        }

        // 3. Nobody matched: another domain decides (section 6.1), or nobody does (section 4.7).
        if (record.Redirect is null)
        {
            return new SpfVerdict(SpfResult.Neutral, $"no term of {domain} matches");
        }

        if (!_budget.TakeLookup())
        {
            return TooCostly(domain);
        }

        var target = await _macros.NameAsync(record.Redirect, text, cancellationToken);
        var verdict = target is null ? null : await RunAsync(target, included, cancellationToken);
        return verdict is null or { Result: SpfResult.None } ? new SpfVerdict(SpfResult.PermError, $"{domain} redirects to where there is no record") : verdict;
    }

    private static SpfVerdict TooCostly(DnsName domain) =>
        new(SpfResult.PermError, $"more than {SpfLimits.MaximumLookups} terms that look something up, the last of {domain}");

    /// <summary>What the result of an included record makes of the including term (the table of section 5.2).</summary>
    private async ValueTask<SpfMatch> IncludeAsync(SpfDirective directive, string domain, CancellationToken cancellationToken)
    {
        var target = await _macros.NameAsync(directive.Target!, domain, cancellationToken);
        if (target is null)
        {
            return new SpfMatch(SpfMatchOutcome.PermError, $"{directive.Text} names no domain");
        }

        var verdict = await RunAsync(target, included: true, cancellationToken);
        return verdict.Result switch
        {
            SpfResult.Pass => SpfMatch.Yes,
            SpfResult.Fail or SpfResult.SoftFail or SpfResult.Neutral => SpfMatch.No,
            SpfResult.TempError => new SpfMatch(SpfMatchOutcome.TempError, verdict.Reason),
            SpfResult.None => new SpfMatch(SpfMatchOutcome.PermError, $"{directive.Text}: {target} publishes no record"),
            _ => new SpfMatch(SpfMatchOutcome.PermError, verdict.Reason),
        };
    }

    /// <summary>The domain's own words; whatever is wrong with them, there are none then (section 6.2).</summary>
    private async ValueTask<string?> ExplainAsync(SpfRecord record, string domain, CancellationToken cancellationToken)
    {
        if (record.Explanation is null || await _macros.NameAsync(record.Explanation, domain, cancellationToken) is not { } name)
        {
            return null;
        }

        var texts = await _dns.LookUpAsync(name, DnsType.Txt, cancellationToken);
        if (texts.Records is not [TextRecord only] || !SpfMacroString.TryParse(only.Text, explanation: true, out var words))
        {
            return null;
        }

        var explanation = await _macros.ExpandAsync(words, domain, cancellationToken);
        return explanation is { Length: > 0 and <= SpfLimits.MaximumExplanation } && !explanation.AsSpan().ContainsAnyExceptInRange(' ', '~') ? explanation : null;
    }
}
