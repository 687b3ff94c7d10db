using System.Collections.Immutable;
using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents.Rules;

/// <summary>What rules look at in one message. What takes a walk over the content is made when the first rule asks for it.</summary>
internal sealed class RuleFacts(AgentContext context, RulePhrases phrases)
{
    private MessageDigest? _digest;
    private ImmutableArray<string> _recipients;
    private ImmutableArray<string> _senders;
    private HashSet<int>? _found;

    /// <summary>The spam confidence level, as agents found it or an earlier rule set it.</summary>
    public int? Scl { get; set; } = context.Scl;

    /// <summary>Whether every condition holds that is set.</summary>
    public async ValueTask<bool> AllHoldAsync(EdgeConditions conditions)
    {
        foreach (var check in Checks(conditions))
        {
            if (!await check())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether any condition holds that is set.</summary>
    public async ValueTask<bool> AnyHoldsAsync(EdgeConditions conditions)
    {
        foreach (var check in Checks(conditions))
        {
            if (await check())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The conditions that are set, the cheap ones first.</summary>
    private IEnumerable<Func<ValueTask<bool>>> Checks(EdgeConditions conditions)
    {
        if (conditions.MessageSize is { } size)
        {
            yield return () => new(context.ContentLength >= size);
        }

        if (conditions.Scl is { } scl)
        {
            yield return () => new(Scl >= scl);
        }

        if (!conditions.Recipients.IsEmpty)
        {
            yield return () => new(Match(conditions.Recipients, Recipients()));
        }

        if (!conditions.Senders.IsEmpty)
        {
            yield return async () => Match(conditions.Senders, await SendersAsync());
        }

        if (conditions.AttachmentSize is { } attachment)
        {
            yield return async () => (await DigestAsync()).Parts.Any(part => part is { IsFile: true, IsArchiveEntry: false } && part.Size >= attachment);
        }

        foreach (var (name, patterns) in conditions.Headers)
        {
            yield return async () => Match(patterns, (await DigestAsync()).Header.FindAll(name).Select(field => field.Text));
        }

        if (!conditions.Subject.IsEmpty)
        {
            yield return () => FindsAsync(conditions.Subject, digest => [digest.Subject]);
        }

        if (!conditions.SubjectOrBody.IsEmpty)
        {
            yield return () => FindsAsync(conditions.SubjectOrBody, digest => [digest.Subject, digest.PlainText, digest.HtmlText, digest.AttachedText]);
        }
    }

    private async ValueTask<bool> FindsAsync(EdgeText text, Func<MessageDigest, string[]> texts)
    {
        var digest = await DigestAsync();
        _found ??= phrases.Set is { } set ? [.. digest.MatchesOf(set).Select(match => match.Index)] : [];
        return phrases.Holds(text, _found) || Match(text.Patterns, texts(digest));
    }

    private async ValueTask<MessageDigest> DigestAsync() => _digest ??= await context.DigestAsync();

    private ImmutableArray<string> Recipients()
    {
        if (_recipients.IsDefault)
        {
            _recipients = [.. context.Recipients.Select(recipient => recipient.Mailbox?.ToString() ?? "postmaster")];
        }

        return _recipients;
    }

    private async ValueTask<ImmutableArray<string>> SendersAsync()
    {
        if (_senders.IsDefault)
        {
            _senders = [context.Sender!.Mailbox?.ToString() ?? "", .. (await DigestAsync()).From.Select(author => author.Address?.ToString() ?? author.Text)];
        }

        return _senders;
    }

    private static bool Match(ImmutableArray<TextPattern> patterns, IEnumerable<string> texts) => texts.Any(text => patterns.Any(pattern => pattern.Matches(text)));
}
