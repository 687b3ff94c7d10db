using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>
/// Says how likely a message is spam (SCL). What is done from which level on, the policy says and <see cref="ActionPolicy"/> does. The reasons in its evidence are names of rules and kinds of tokens, and not a word of the message.
/// </summary>
internal sealed class ContentFilter : SmtpAgent
{
    /// <summary>The field by which other servers' filters know junk.</summary>
    internal const string JunkField = "X-Spam-Flag";

    /// <summary>Exchange's words for a message that was not judged.</summary>
    internal const string Bypassed = "not available: content filtering was bypassed.";

    private readonly ContentFilterPolicy _policy;
    private readonly AgentServices _services;
    private readonly ContentBypass _bypass;
    private readonly ImmutableArray<GuardedScorer> _scorers;

    public ContentFilter(ContentFilterPolicy policy, AgentServices services)
    {
        (_policy, _services, _bypass) = (policy, services, new ContentBypass(policy, services.State.Safelist));
        _scorers = [.. policy.Scorers.Select(scorer => services.Scorer(scorer, services.Time, services.Logger)).OfType<GuardedScorer>()];
        var phrases = policy.AllowPhrases.Concat(policy.BlockPhrases).Select(phrase => new Phrase(phrase, PhraseMode.Word)).ToArray();
        Phrases = phrases.Length == 0 ? null : new PhraseSet(phrases);
    }

    public override string Name => "contentFilter";

    /// <summary>Allowed phrases, then blocked ones.</summary>
    public override PhraseSet? Phrases { get; }

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context)
    {
        if (context.ContentLength > _policy.MaximumSize)
        {
            return Finding.Noted("TooLargeToFilter", string.Create(CultureInfo.InvariantCulture, $"{context.ContentLength} bytes"));
        }

        var digest = await context.DigestAsync();
        if (_bypass.Holds(context, digest))
        {
            return Finding.Scored(Finding.BypassedScl, Bypassed);
        }

        if (Phrases is not null && digest.MatchesOf(Phrases) is [var first, ..])
        {
            // Allowed phrases stand first: a message that holds one is good whatever else it holds.
            var isAllowed = first.Index < _policy.AllowPhrases.Length;
            return OfLevel(isAllowed ? 0 : Finding.MaximumScl, isAllowed ? $"AllowPhrase '{first.Phrase.Text}'" : $"BlockPhrase '{first.Phrase.Text}'");
        }

        var others = _scorers.Length == 0 ? [] : await AskOthersAsync(context);
        var verdict = _services.Learned.Judge(MailFacts.Of(digest));
        return OfLevel(others.Select(score => score.Scl).Append(verdict.Scl).Max(), string.Join("; ", others.Select(score => score.Evidence).Prepend(verdict.Explain())));
    }

    /// <summary>What other filters say, all asked at once; those that cannot be had are left out.</summary>
    private async Task<ExternalScore[]> AskOthersAsync(AgentContext context)
    {
        var question = ScorerQuestion.Of(context);
        var scores = await Task.WhenAll(_scorers.Select(scorer => scorer.AskAsync(question, context.Cancellation)));
        return [.. scores.OfType<ExternalScore>()];
    }

    private Finding OfLevel(int level, string evidence)
    {
        var finding = Finding.Scored(level, evidence);
        return level > _policy.Junk ? finding.With(new StampField(JunkField, "YES")) : finding;
    }
}
