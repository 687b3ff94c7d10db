using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime.Files;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Smtp.Screening;

/// <summary>Says whether attachments are of the kind that a policy describes. Every name that some reader takes, and every type, counts.</summary>
internal static class AttachmentJudge
{
    /// <summary>The attachments of a message.</summary>
    public static IEnumerable<MessagePart> Attachments(MessageDigest digest, bool inArchives) => digest.Parts.Where(part => part.IsAttachment && (inArchives || !part.IsArchiveEntry));

    /// <summary>Whether an attachment is what a condition describes.</summary>
    public static bool Fits(MessagePart part, AttachmentCondition condition)
        => ((condition.Names.IsEmpty && condition.Extensions.Count == 0) || HasName(part, condition.Names, condition.Extensions))
            && (condition.ContentTypes.IsEmpty || HasType(part, condition.ContentTypes))
            && (condition.LargerThan is not { } size || part.Size > size);

    /// <summary>Whether one of its names fits a pattern or has an extension.</summary>
    public static bool HasName(MessagePart part, ImmutableArray<FileNamePattern> names, FrozenSet<string> extensions)
    {
        foreach (var name in part.FileNames)
        {
            if (extensions.Contains(FileTypes.Extension(name)))
            {
                return true;
            }

            foreach (var pattern in names)
            {
                if (pattern.Matches(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether its type is among these, as declared or by its first octets.</summary>
    public static bool HasType(MessagePart part, ImmutableArray<MediaTypePattern> types)
    {
        var byContent = FileTypes.MediaTypeOf(part.ContentType);
        foreach (var type in types)
        {
            if ((!part.IsArchiveEntry && type.Matches(part.DeclaredType.Type, part.DeclaredType.Subtype)) || (byContent is { } known && type.Matches(known.Type, known.Subtype)))
            {
                return true;
            }
        }

        return false;
    }
}
