using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Reputation;
using WebPublisher.Smtp.Receive;
using WebPublisher.State.Addresses;
using WebPublisher.State.Reputation;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Learns of each client what mail it brings and how it introduces itself, and keeps a client with a bad reputation out for a while. What it knows is in memory; only a client
/// that is about to be kept out waits until that is in the file, so that its next message finds it there.
/// </summary>
internal sealed class ProtocolAnalysis(ProtocolAnalysisPolicy policy, AgentServices services) : SmtpAgent
{
    /// <summary>After so many messages what came before counts half: a client may mend its ways, or be taken over.</summary>
    public const int Memory = 1000;

    /// <summary>How long what DNS says of the client is waited for when it is not there yet; it has been asked since the client connected.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ReverseDns _reverse = new(services.Dns);

    public override string Name => "protocolAnalysis";

    public override ValueTask<Finding> OnConnectAsync(AgentContext context)
    {
        // The answers stay with the resolver until a message is judged.
        _ = _reverse.LookUpAsync(context.Client, CancellationToken.None).AsTask();
        return new(Finding.None);
    }

    public override ValueTask<Finding> OnMailAsync(AgentContext context) =>
        new(services.State.Addresses.Find(AddressListKind.Block, context.Client) is { Origin: EntryOrigin.Reputation } entry
            ? Finding.Unwanted("SenderReputation", $"{context.Client}, entry {entry.Id} until {entry.Expires:u}: {entry.Comment}", SmtpReplies.RejectedByReputation(context.Client), closes: true)
            : Finding.None);

    public override async ValueTask OnJudgedAsync(AgentContext context, MessageVerdict verdict)
    {
        if (context.Scl is not { } scl)
        {
            return;
        }

        var isNameless = await IsNamelessAsync(context);
        var profile = services.State.Reputations.Note(context.Client, before => After(before, scl, isNameless, context));
        var level = ReputationLevel.Of(profile, policy.MinimumMessages);
        if (level >= policy.BlockAt)
        {
            await BlockAsync(context.Client, level, profile);
        }
    }

    private static SenderProfile After(SenderProfile before, int scl, bool isNameless, AgentContext context)
    {
        var divisor = before.Messages < Memory ? 1 : 2;
        return before with
        {
            Messages = (before.Messages / divisor) + 1,
            SclSum = (before.SclSum / divisor) + Math.Max(0, scl),
            HelloProblems = (before.HelloProblems / divisor) + (HelloName.IsDubious(context, before.HelloName) ? 1 : 0),
            ReverseDnsProblems = (before.ReverseDnsProblems / divisor) + (isNameless ? 1 : 0),
            HelloName = context.ClientName,
        };
    }

    /// <summary>Whether the client's address has no name that leads back to it. What cannot be learnt says nothing against it.</summary>
    private async ValueTask<bool> IsNamelessAsync(AgentContext context)
    {
        var disconnected = context.Cancellation;
        using var patience = new CancellationTokenSource(Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, disconnected);
        try
        {
            return await _reverse.LookUpAsync(context.Client, either.Token) is ReverseDnsResult.Missing or ReverseDnsResult.Unconfirmed;
        }
        catch (OperationCanceledException) when (!disconnected.IsCancellationRequested)
        {
            return false;
        }
    }

    private async ValueTask BlockAsync(IPAddress client, int level, SenderProfile profile)
    {
        var comment = $"reputation level {level} after {profile.Messages} messages of mean SCL {profile.AverageScl:0.0}";
        var entry = await services.State.Addresses.AddAsync(
            AddressListKind.Block, new AddressRange(client, client), services.Time.GetUtcNow() + policy.BlockFor, comment, EntryOrigin.Reputation);
        services.State.Reputations.Reset(client);
        ReceiveLog.SenderBlocked(services.Logger, client, entry.Expires, comment);
    }
}
