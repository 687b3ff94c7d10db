using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Recipients;
using WebPublisher.Smtp.Directories;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Refuses blocked recipients, and those of authoritative domains that do not exist: by a list of all recipients, by a directory, or by what the inner server itself answers.
/// All get one reply: a stranger does not learn which it was.
/// </summary>
/// <remarks>
/// Answers of directories and inner servers are kept for a while, so that a guess that many make is asked once. That somebody exists is never taken from there for the inner
/// server: it is asked about every recipient that is accepted here.
/// </remarks>
internal sealed class RecipientFilter : SmtpAgent
{
    private readonly RecipientFilterPolicy _policy;
    private readonly IDirectory? _directory;
    private readonly RecipientCache? _cache;

    public RecipientFilter(RecipientFilterPolicy policy, AgentServices services)
    {
        _policy = policy;
        _directory = policy.Directory is { } directory ? services.Directory(directory, services.Time, services.Logger) : null;
        _cache = _directory is not null || policy.Validation == RecipientValidation.InnerServer ? new RecipientCache(policy.Cache, services.Time) : null;
    }

    public override string Name => "recipientFilter";

    public override ValueTask<Finding> OnRcptAsync(AgentContext context)
    {
        // The bare postmaster is nobody's to refuse (RFC 5321 section 4.5.1).
        if (context.Recipient!.Mailbox is not { } mailbox)
        {
            return new(Finding.None);
        }

        var address = $"{mailbox.LocalPart}@{mailbox.Domain.Text}";
        return _policy.Blocked.Contains(address) ? new(Unknown("BlockedRecipient", address))
            : context.AcceptedDomain?.Type != AcceptedDomainType.Authoritative || IsPostmaster(mailbox.LocalPart) ? new(Finding.None)
            : _policy.Recipients is { } recipients ? new(recipients.Contains(address) ? Finding.None : Missing(address, "in no line of the file"))
            : _cache?.Find(address) is { } exists ? new(exists ? Finding.None : Missing(address, "known from before"))
            : _directory is not null ? AskAsync(_directory, address, context.Cancellation)
            : new(Finding.None);
    }

    public override ValueTask<Finding> OnRcptRefusedAsync(AgentContext context, SmtpReply answer)
    {
        if (_policy.Validation != RecipientValidation.InnerServer
            || context.AcceptedDomain?.Type != AcceptedDomainType.Authoritative
            || context.Recipient!.Mailbox is not { } mailbox
            || !UnknownRecipient.IsMeantBy(answer))
        {
            return new(Finding.None);
        }

        var address = $"{mailbox.LocalPart}@{mailbox.Domain.Text}";
        _cache!.Keep(address, exists: false);
        return new(Missing(address, $"the inner server says {answer}"));
    }

    private async ValueTask<Finding> AskAsync(IDirectory directory, string address, CancellationToken cancellation)
    {
        bool exists;
        try
        {
            exists = await directory.ExistsAsync(address, cancellation);
        }
        catch (DirectoryException e)
        {
            return _policy.OnUnavailable == UnavailableAction.Accept
                ? Finding.Noted("DirectoryUnavailable", e.Message)
                : Finding.Unwanted("DirectoryUnavailable", e.Message, SmtpReplies.DirectoryUnavailable);
        }

        _cache!.Keep(address, exists);
        return exists ? Finding.None : Missing(address, "not in the directory");
    }

    private static bool IsPostmaster(string localPart) => string.Equals(localPart, "postmaster", StringComparison.OrdinalIgnoreCase);

    private static Finding Missing(string address, string source) => Unknown("RecipientDoesNotExist", $"{address}: {source}");

    private static Finding Unknown(string reason, string evidence) => Finding.Unwanted(reason, evidence, SmtpReplies.UserUnknown);
}
