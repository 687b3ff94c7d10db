using System.Collections.Frozen;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Headers;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Agents.Rewriting;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Rewrites addresses: in mail that leaves, from servers of the organisation and users who may relay, those of whoever sent it; in mail that comes, those of whoever gets it.
/// What Exchange 2007 rewrites is rewritten here, and nothing in the body.
/// </summary>
internal sealed class AddressRewritingAgent(AddressRewritingPolicy policy) : SmtpAgent
{
    private static readonly FrozenSet<string> s_outbound = Names(
        "From", "Sender", "Reply-To", "Return-Receipt-To", "Disposition-Notification-To", "Resent-From", "Resent-Sender", "Resent-Reply-To");

    private static readonly FrozenSet<string> s_inbound = Names("To", "Cc");

    private readonly RewriteTable _outbound = RewriteTable.Outbound(policy);
    private readonly RewriteTable _inbound = RewriteTable.Inbound(policy);

    public override string Name => "addressRewriting";

    public override AgentScope Scope => AgentScope.Everybody;

    public override ValueTask<Finding> OnMailAsync(AgentContext context) => new(
        Leaves(context) && context.Sender!.Mailbox is { } sender && _outbound.Map(sender) is { } other
            ? Finding.Noted("RewrittenSender", $"{sender} is {other}").With(new RewriteSender(ReversePath.To(other)))
            : Finding.None);

    public override ValueTask<Finding> OnRcptAsync(AgentContext context) => new(
        !Leaves(context) && context.Recipient!.Mailbox is { } recipient && _inbound.Map(recipient) is { } other
            ? Finding.Noted("RewrittenRecipient", $"{recipient} is {other}").With(new RewriteRecipient(ForwardPath.To(other)))
            : Finding.None);

    public override ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context) => Leaves(context) ? new(Finding.None) : EditAsync(context, new RewriteAddresses(s_inbound, _inbound.Map));

    // Mail that leaves is judged as it was written, and rewritten last.
    public override ValueTask<Finding> OnSubmittedAsync(AgentContext context) => Leaves(context) ? EditAsync(context, new RewriteAddresses(s_outbound, _outbound.Map)) : new(Finding.None);

    /// <summary>Whether the mail comes from inside.</summary>
    private static bool Leaves(AgentContext context) =>
        context.Connector.Relay == RelayGrant.Always || (context.Connector.Relay == RelayGrant.Authenticated && context.User is not null);

    /// <summary>Content is only written anew when something is different then.</summary>
    private static async ValueTask<Finding> EditAsync(AgentContext context, RewriteAddresses edit)
    {
        var octets = await HeaderOctets.ReadAsync(context.OpenContent(), context.Connector.Limits.HeaderSize, context.Cancellation);
        return HeaderBlock.Parse(octets) is { } header && edit.Apply(header)
            ? Finding.Noted("RewrittenHeader", "addresses of the header").With(new HeaderEdit([edit]))
            : Finding.None;
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
