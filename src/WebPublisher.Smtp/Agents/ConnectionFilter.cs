using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Looks for the client's address on the local lists: on connecting on that of the allowed, which spares the whole session all agents, and at MAIL on that of the blocked, as
/// Exchange does, so that the log has the sender.
/// </summary>
internal sealed class ConnectionFilter(ConnectionFilterPolicy policy) : SmtpAgent
{
    public override string Name => "connectionFilter";

    public override ValueTask<Finding> OnConnectAsync(AgentContext context) =>
        new(Find(policy.Allow, context) is { } entry ? Finding.Trusted("LocalAllowList", Evidence(context.Client, entry)) : Finding.None);

    public override ValueTask<Finding> OnMailAsync(AgentContext context)
    {
        if (Find(policy.Block, context) is not { } entry)
        {
            return new(Finding.None);
        }

        var text = policy.BlockText.Replace("{0}", context.Client.ToString(), StringComparison.Ordinal);
        return new(Finding.Unwanted("LocalBlockList", Evidence(context.Client, entry), SmtpReplies.Refused(text), closes: true));
    }

    private static AddressListEntry? Find(ImmutableArray<AddressListEntry> entries, AgentContext context)
    {
        var now = context.Time.GetUtcNow();
        foreach (var entry in entries)
        {
            if (entry.Holds(context.Client, now))
            {
                return entry;
            }
        }

        return null;
    }

    private static string Evidence(IPAddress client, AddressListEntry entry) => $"{client} in {entry.Addresses}, {entry.Location}{(entry.Comment is null ? "" : $": {entry.Comment}")}";
}
