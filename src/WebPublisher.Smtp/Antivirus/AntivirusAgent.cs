using System.Text;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>
/// Has every message scanned when all others have judged it, whoever sent it. What was found, the log knows; whoever sent it learns that something was, and not by which
/// signature. A clean message gets a stamp, by which servers inside know that it was scanned. The content is not touched, so that signatures in it stay whole.
/// </summary>
internal sealed class AntivirusAgent(AntivirusPolicy policy, IVirusScanner scanner) : SmtpAgent
{
    /// <summary>The field by which Exchange's servers tell each other of scans.</summary>
    internal const string StampName = "X-MS-Exchange-Organization-AVStamp-Mailbox";

    /// <summary>Who scanned, the version of the stamp, and nothing further: what scans, and how old its signatures are, is nobody's business.</summary>
    internal const string Stamp = "WEBPUB;1;0;0 0 0";

    public override string Name => "antivirus";

    public override AgentScope Scope => AgentScope.Everybody;

    public override async ValueTask<Finding> OnSubmittedAsync(AgentContext context)
    {
        ClamdReply reply;
        try
        {
            reply = await scanner.ScanAsync(context.OpenContent, context.Cancellation);
        }
        catch (ClamdException e)
        {
            AntivirusMetrics.Count(AntivirusMetrics.Unavailable);
            return policy.OnUnavailable == AgentErrorAction.Defer
                ? Finding.Unwanted("ScannerUnavailable", e.Message, SmtpReplies.NotJudged)
                : Finding.Noted("ScannerUnavailable", e.Message);
        }

        AntivirusMetrics.Count(reply.Verdict.ToString());
        return reply.Verdict switch
        {
            ScanVerdict.Infected => OfInfected(reply.Signature),
            ScanVerdict.Unscannable => OfUnscannable("Unscannable", reply.Signature, policy.OnUnscannable, SmtpReplies.NotScannable),
            ScanVerdict.TooLarge => OfUnscannable("TooLargeToScan", $"{context.ContentLength} bytes", policy.OnTooLarge, SmtpReplies.MessageTooLarge),
            _ => await OfCleanAsync(context),
        };
    }

    private Finding OfInfected(string signature) => policy.OnInfected switch
    {
        InfectedAction.Delete => Finding.Deleted("Infected", signature),
        InfectedAction.Hold => Finding.Held("Infected", signature),
        _ => Finding.Unwanted("Infected", signature, SmtpReplies.VirusFound),
    };

    private static Finding OfUnscannable(string reason, string evidence, UnscannableAction action, SmtpReply refusal) => action switch
    {
        UnscannableAction.Hold => Finding.Held(reason, evidence),
        UnscannableAction.Reject => Finding.Unwanted(reason, evidence, refusal),
        _ => Finding.Noted(reason, evidence),
    };

    /// <summary>Behind the header firewall a stamp can only be ours. Servers that may send such fields may have scanned before us; theirs then stands.</summary>
    private async ValueTask<Finding> OfCleanAsync(AgentContext context)
    {
        var digest = await context.DigestAsync();
        if (digest.Parts.FirstOrDefault(part => part.IsEncrypted) is { } encrypted)
        {
            return OfUnscannable("Unscannable", $"{encrypted.Label} is encrypted", policy.OnUnscannable, SmtpReplies.NotScannable);
        }

        var isStamped = !context.Connector.HeaderFirewall && await HasStampAsync(context);
        var clean = Finding.Noted("Clean", isStamped ? "stamped before" : "stamped");
        return isStamped ? clean : clean.With(new StampField(StampName, Stamp));
    }

    private static async ValueTask<bool> HasStampAsync(AgentContext context)
    {
        using var reader = new StreamReader(context.OpenContent(), Encoding.Latin1);
        while (await reader.ReadLineAsync(context.Cancellation) is { Length: > 0 } line)
        {
            if (line.StartsWith(StampName, StringComparison.OrdinalIgnoreCase) && line.AsSpan(StampName.Length).TrimStart().StartsWith(':'))
            {
                return true;
            }
        }

        return false;
    }
}
