using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Addresses;

namespace WebPublisher.Smtp.Agents.Lists;

/// <summary>The lists of the policy, and those stored by commands and by the server itself. Who is on a list of each kind is allowed.</summary>
internal sealed class LocalLists(ConnectionFilterPolicy policy, AddressLists stored)
{
    /// <summary>Whether a client is always let in.</summary>
    public Finding Allowed(AgentContext context) =>
        Find(policy.Allow, context) is { } entry ? Finding.Trusted("LocalAllowList", Evidence(context.Client, entry))
        : stored.Find(AddressListKind.Allow, context.Client) is { } found ? Finding.Trusted("StoredAllowList", Evidence(context.Client, found))
        : Finding.None;

    /// <summary>Whether a client is never let in.</summary>
    public Finding Blocked(AgentContext context) =>
        Find(policy.Block, context) is { } entry ? Refused("LocalBlockList", Evidence(context.Client, entry), policy.BlockText, context.Client)
        : stored.Find(AddressListKind.Block, context.Client) switch
        {
            null => Finding.None,
            { Origin: EntryOrigin.Reputation } found => Finding.Unwanted("SenderReputation", Evidence(context.Client, found), SmtpReplies.RejectedByReputation(context.Client), closes: true),
            { } found => Refused("StoredBlockList", Evidence(context.Client, found), policy.BlockText, context.Client),
        };

    private static Finding Refused(string reason, string evidence, string text, IPAddress client) =>
        Finding.Unwanted(reason, evidence, SmtpReplies.Refused(text.Replace("{0}", client.ToString(), StringComparison.Ordinal)), closes: true);

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

    private static string Evidence(IPAddress client, AddressListEntry entry) => $"{client} in {entry.Addresses}, {entry.Location}{Noted(entry.Comment)}";

    private static string Evidence(IPAddress client, StoredAddress entry) =>
        $"{client} in {entry.Addresses}, entry {entry.Id}{(entry.Expires is { } expires ? $" until {expires:u}" : "")}{Noted(entry.Comment)}";

    private static string Noted(string? comment) => comment is null ? "" : $": {comment}";
}
