using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Headers;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Agents.Rules;

/// <summary>What the rules that fit a message do together: the gravest fate, and all changes. Of two redirections the first holds.</summary>
internal sealed class RuleOutcome
{
    private readonly List<string> _evidence = [];
    private readonly List<FieldEdit> _edits = [];
    private readonly List<MailChange> _changes = [];
    private EdgeActions? _refusing;
    private ForwardPath? _redirectTo;
    private bool _isHeld;
    private bool _isDeleted;

    /// <summary>Whether no further rule has anything to decide.</summary>
    public bool IsFinal => _refusing is not null || _isDeleted;

    /// <summary>Takes what a rule does.</summary>
    public void Take(EdgeRule rule)
    {
        var actions = rule.Then;
        _evidence.Add(actions.Log is null ? $"'{rule.Name}'" : $"'{rule.Name}': {actions.Log}");
        _refusing = actions.Reject is not null || actions.Disconnect ? actions : null;
        _isDeleted = actions.Delete;
        _isHeld |= actions.Quarantine;
        _redirectTo ??= actions.Redirect is { } other ? Path(other) : null;
        Change(actions);
    }

    /// <summary>What is found by it.</summary>
    public Finding ToFinding()
    {
        if (_evidence.Count == 0)
        {
            return Finding.None;
        }

        var evidence = string.Join("; ", _evidence);
        if (_refusing is { } refusing)
        {
            return Finding.Unwanted("EdgeRule", evidence, Reply(refusing.Reject ?? EdgeRefusal.Usual), refusing.Disconnect);
        }

        if (_isDeleted)
        {
            return Finding.Deleted("EdgeRule", evidence);
        }

        var finding = _isHeld ? Finding.Held("EdgeRule", evidence)
            : _redirectTo is not null ? Finding.Redirected("EdgeRule", evidence, _redirectTo)
            : Finding.Noted("EdgeRule", evidence);
        finding = _edits.Count == 0 ? finding : finding.With(new HeaderEdit([.. _edits]));
        return _changes.Aggregate(finding, (all, change) => all.With(change));
    }

    private void Change(EdgeActions actions)
    {
        _edits.AddRange(actions.RemoveHeaders.Select(name => new RemoveField(name)));
        _edits.AddRange(actions.SetHeaders.Select(field => new SetField(field.Key, field.Value)));
        _edits.AddRange(actions.AddRecipients.Select(address => new AppendAddress("To", address)));
        if (actions.PrependSubject is { } prefix)
        {
            _edits.Add(new PrependText("Subject", prefix));
        }

        _changes.AddRange(actions.AddRecipients.Concat(actions.BlindCopy).Select(address => new AddRecipient(Path(address))));
        if (actions.SetScl is { } scl)
        {
            _changes.Add(new SetScl(scl));
        }
    }

    private static SmtpReply Reply(EdgeRefusal refusal) =>
        EnhancedStatus.TryRead(refusal.Status, out var status, out _) ? SmtpReply.Create(refusal.Code, status, refusal.Text) : SmtpReplies.ContentRestrictions;

    // The policy has checked it.
    private static ForwardPath Path(string text) =>
        MailAddress.TryParse(text, out var address, out var reason) ? ForwardPath.To(address) : throw new ArgumentException($"'{text}' is no address: {reason}.", nameof(text));
}
