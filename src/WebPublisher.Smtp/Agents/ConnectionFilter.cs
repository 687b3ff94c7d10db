using System.Net;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Lists;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Looks for the client's address on lists: on connecting on the local one of the allowed, which spares the whole session all agents; at MAIL on that of the blocked, as
/// Exchange does, so that the log has the sender; at RCPT on those that others publish in DNS, so that some recipients can be reached all the same. Who is on a local list is
/// not looked up.
/// </summary>
internal sealed class ConnectionFilter(ConnectionFilterPolicy policy, AgentServices services) : SmtpAgent
{
    private readonly LocalLists _local = new(policy, services.State.Addresses);
    private readonly ListProviders _allowing = new(policy.AllowListProviders, services.Dns, services.Time);
    private readonly ListProviders _blocking = new(policy.BlockListProviders, services.Dns, services.Time);

    public override string Name => "connectionFilter";

    public override ValueTask<Finding> OnConnectAsync(AgentContext context)
    {
        if (_local.Allowed(context) is { Kind: not FindingKind.None } allowed)
        {
            return new(allowed);
        }

        // The client has to say hello and name a sender before anybody waits for this.
        if (_local.Blocked(context).Kind == FindingKind.None)
        {
            _allowing.Begin(context.Client);
            _blocking.Begin(context.Client);
        }

        return new(Finding.None);
    }

    /// <remarks>The allowed are looked for again: an entry may have come since the client connected.</remarks>
    public override ValueTask<Finding> OnMailAsync(AgentContext context) =>
        new(_local.Allowed(context) is { Kind: not FindingKind.None } allowed ? allowed : _local.Blocked(context));

    public override async ValueTask<Finding> OnRcptAsync(AgentContext context)
    {
        var allowed = _allowing.IsEmpty ? default : await _allowing.FindAsync(context.Client, context.Cancellation);
        if (allowed.Listed is { } friend)
        {
            return Finding.Trusted("AllowListProvider", friend.Name);
        }

        var blocked = _blocking.IsEmpty || IsBypassed(context) ? default : await _blocking.FindAsync(context.Client, context.Cancellation);
        return blocked.Listed is { } provider ? Finding.Unwanted("BlockListProvider", provider.Name, SmtpReplies.Refused(Text(provider, context.Client)))
            : allowed.Unavailable is { Length: > 0 } silent ? Finding.Noted("AllowListProviderUnavailable", silent)
            : blocked.Unavailable is { Length: > 0 } mute ? Finding.Noted("BlockListProviderUnavailable", mute)
            : Finding.None;
    }

    private static string Text(AddressListProvider provider, IPAddress client) => provider.Response
        .Replace("{0}", client.ToString(), StringComparison.Ordinal)
        .Replace("{zone}", provider.Zone, StringComparison.Ordinal);

    /// <summary>The bare postmaster is to be reached by everybody (RFC 5321 section 4.5.1).</summary>
    private bool IsBypassed(AgentContext context) =>
        context.Recipient!.Mailbox is not { } mailbox || policy.BypassedRecipients.Contains($"{mailbox.LocalPart}@{mailbox.Domain.Text}");
}
