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

    public ContentFilter(ContentFilterPolicy policy, AgentServices services)
    {
        (_policy, _services, _bypass) = (policy, services, new ContentBypass(policy, services.State.Safelist));
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

        var verdict = _services.Learned.Judge(MailFacts.Of(digest));
        return OfLevel(verdict.Scl, verdict.Explain());
    }

    private Finding OfLevel(int level, string evidence)
    {
        var finding = Finding.Scored(level, evidence);
        return level > _policy.Junk ? finding.With(new StampField(JunkField, "YES")) : finding;
    }
}
