using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Mail.Spf;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Asks the domain of a message's sender whether the client may send for it (SPF, RFC 7208; with whom the header calls responsible, Sender ID, RFC 4406), and says in the
/// message what it answered.
/// </summary>
internal sealed class SenderId(SenderIdPolicy policy, AgentServices services) : SmtpAgent
{
    /// <summary>How long the look-ups of one message may take; RFC 7208 section 4.6.4 asks for 20 s at least.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string ResultField = "X-MS-Exchange-Organization-SenderIdResult";

    private readonly SpfEvaluator _spf = new(services.Dns);

    public override string Name => "senderId";

    public override async ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context)
    {
        // 1. Who the sender is.
        var sender = policy.Identity == SenderIdentity.MailFrom ? EnvelopeSender(context) : await ResponsibleAsync(context);
        if (sender is null)
        {
            const string Nobody = "the message names no single responsible address";
            return Conclude(SpfResult.Fail, Nobody, SmtpReplies.MissingResponsibleAddress, ReceivedSpf.Of(context.Connector.Fqdn, SpfResult.Fail, Nobody));
        }

        if (policy.ExemptDomains.Find(sender.Check.Domain) is not null)
        {
            return Finding.None;
        }

        // 2. What its domain says.
        var verdict = await EvaluateAsync(sender.Check, context);
        return Conclude(
            verdict.Result,
            verdict.Explanation is { } words ? $"{sender.Text}: {verdict.Reason}; it says: {words}" : $"{sender.Text}: {verdict.Reason}",
            policy.Identity == SenderIdentity.MailFrom ? SmtpReplies.MailFromNotPermitted : SmtpReplies.SenderIdNotPermitted,
            ReceivedSpf.Of(context.Connector.Fqdn, verdict.Result, context.Client, sender.Text));
    }

    private Finding Conclude(SpfResult result, string evidence, SmtpReply refusal, string field) => (result, policy.OnFail, policy.OnTempError) switch
    {
        (SpfResult.Fail, SenderIdFailAction.Reject, _) => Finding.Unwanted($"{result}", evidence, refusal),
        (SpfResult.Fail, SenderIdFailAction.Delete, _) => Finding.Deleted($"{result}", evidence),
        (SpfResult.TempError, _, SenderIdTempErrorAction.Defer) => Finding.Unwanted($"{result}", evidence, SmtpReplies.SenderDomainUnavailable),
        _ => Finding.Noted($"{result}", evidence).With(new StampField(ReceivedSpf.FieldName, field)).With(new StampField(ResultField, $"{result}")),
    };

    private async ValueTask<SpfVerdict> EvaluateAsync(SpfCheck check, AgentContext context)
    {
        var disconnected = context.Cancellation;
        using var patience = new CancellationTokenSource(Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, disconnected);
        try
        {
            return await _spf.EvaluateAsync(check, either.Token);
        }
        catch (OperationCanceledException) when (!disconnected.IsCancellationRequested)
        {
            return new SpfVerdict(SpfResult.TempError, $"no verdict within {Patience.TotalSeconds} s");
        }
    }

    private static SenderToCheck EnvelopeSender(AgentContext context) => context.Sender!.Mailbox is { } mailbox
        ? SenderToCheck.Of(mailbox, context)
        : SenderToCheck.OfBounce(context);

    private static async ValueTask<SenderToCheck?> ResponsibleAsync(AgentContext context)
    {
        var header = await HeaderOctets.ReadAsync(context.OpenContent(), context.Connector.Limits.HeaderSize, context.Cancellation);
        return PurportedSender.Select(header.Span) is { } address ? SenderToCheck.Of(address, context) : null;
    }
}
