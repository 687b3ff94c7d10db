using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;
using WebPublisher.Smtp.Screening;

namespace WebPublisher.Smtp.Agents;

/// <summary>Filters everybody's mail by names and types of attachments: refuses it, makes it vanish, or takes the attachments out.</summary>
internal sealed class AttachmentFilter(AttachmentFilterPolicy policy) : SmtpAgent
{
    private const int MostNamed = 5;

    public override string Name => "attachmentFilter";

    public override AgentScope Scope => AgentScope.Everybody;

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context)
    {
        var digest = await context.DigestAsync();
        var unacceptable = AttachmentJudge.Attachments(digest, policy.InArchives).Where(IsUnacceptable).ToList();
        if (unacceptable.Count == 0)
        {
            return Finding.None;
        }

        var evidence = string.Join(", ", unacceptable.Take(MostNamed).Select(part => $"{part.Label} ({part.ContentType})"));
        return policy.Action switch
        {
            AttachmentAction.Delete => Finding.Deleted("UnacceptableAttachment", evidence),
            AttachmentAction.Strip => Strip(digest, unacceptable, evidence),
            _ => Refused("UnacceptableAttachment", evidence),
        };
    }

    private bool IsUnacceptable(MessagePart part) => (policy.Programs && FileTypes.IsExecutable(part.ContentType))
        || AttachmentJudge.HasName(part, policy.Names, policy.Extensions) || AttachmentJudge.HasType(part, policy.ContentTypes);

    private Finding Strip(MessageDigest digest, List<MessagePart> unacceptable, string evidence)
    {
        var reason = WhyNotAltered(digest, unacceptable);
        if (reason is null)
        {
            return Finding.Noted("AttachmentRemoved", evidence).With(new PartRemoval([.. unacceptable.Select(part => part.Source).Distinct()]));
        }

        return policy.OnUnalterable == UnalterableAction.Hold ? Finding.Held(reason, evidence) : Refused(reason, evidence);
    }

    /// <summary>Why nothing can be taken out of the message; null when it can.</summary>
    private static string? WhyNotAltered(MessageDigest digest, List<MessagePart> unacceptable)
        => digest.Parts.Any(part => IsSigned(part) || part is { IsEncrypted: true, IsArchiveEntry: false }) || digest.PlainText.Contains("-----BEGIN PGP ", StringComparison.Ordinal)
            ? "UnacceptableAttachmentOfSignedMessage"
        : digest.Mime.Findings.Any(finding => finding.Class == MimeFindingClass.Ambiguous && !IsGoneWith(finding, unacceptable)) || unacceptable.Any(part => part.Source.Parent is null || part.Source.IsWithinEncoded || part.Source.Kind == MimePartKind.EmbeddedFile)
            ? "UnacceptableAttachmentInseparable"
        : null;

    /// <summary>Whether a finding is about the name or the decoding of something that is taken out: then nothing of it is left for readers to disagree about.</summary>
    private static bool IsGoneWith(MimeFinding finding, List<MessagePart> unacceptable)
        => finding.Kind is MimeFindingKind.FileNamesDisagree or MimeFindingKind.FileNameReversed or MimeFindingKind.Base64ForeignCharacter or MimeFindingKind.Base64Padding
                or MimeFindingKind.Base64Line or MimeFindingKind.Base64Incomplete or MimeFindingKind.QuotedPrintableMalformed or MimeFindingKind.ArchiveDisagrees
            && unacceptable.Exists(part => part.Source.Number == finding.Part);

    private static bool IsSigned(MessagePart part) => part.DeclaredType is { Type: "multipart", Subtype: "signed" or "encrypted" }
        or { Type: "application", Subtype: "pkcs7-mime" or "x-pkcs7-mime" or "pkcs7-signature" or "x-pkcs7-signature" or "pgp-signature" or "pgp-encrypted" };

    private Finding Refused(string reason, string evidence) => Finding.Unwanted(reason, evidence, SmtpReplies.Refused(policy.Response));
}
