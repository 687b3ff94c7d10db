using WebPublisher.Mail.Messages;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>What the names of attached files say.</summary>
internal static class AttachmentFacts
{
    /// <summary>Files of any of these extensions.</summary>
    public static int Count(IReadOnlyList<MessagePart> parts, ReadOnlySpan<string> extensions)
    {
        var count = 0;
        foreach (var part in parts)
        {
            foreach (var name in part.FileNames)
            {
                if (EndsWithAny(name, extensions))
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>Files that seem to be a document and are something else: <c>invoice.pdf.html</c>.</summary>
    public static int CountDisguised(IReadOnlyList<MessagePart> parts)
    {
        var count = 0;
        foreach (var part in parts)
        {
            var name = part.FileNames.Count > 0 ? part.FileNames[0] : "";
            var last = name.LastIndexOf('.');
            count += last > 0 && EndsWithAny(name.AsSpan(0, last).TrimEnd(), [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".jpg", ".png", ".txt"])
                && EndsWithAny(name, [".html", ".htm", ".exe", ".js", ".vbs", ".scr", ".lnk", ".iso", ".zip", ".img", ".hta"]) ? 1 : 0;
        }

        return count;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> name, ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
