using System.Globalization;
using System.Text;

namespace WebPublisher.Demo.MailServer;

/// <summary>What a webmail shows of a message that was received. Text alone: nothing in it is markup.</summary>
/// <param name="From">The author, <c>Name &lt;address&gt;</c> or as it was written.</param>
/// <param name="To">The recipients as the author wrote them.</param>
/// <param name="Subject">The subject in one line.</param>
/// <param name="Text">The first part that is plain text, or a remark that there is none.</param>
/// <param name="Date">When the author says it was sent; null when that is not readable.</param>
public sealed record ReceivedMail(string From, string To, string Subject, string Text, DateTimeOffset? Date)
{
    private const int MaximumAddresses = 200;

    /// <summary>Reads a message of RFC 5322; whatever is malformed is shown as it stands.</summary>
    public static ReceivedMail Read(ReadOnlySpan<byte> message)
    {
        var entity = MimeEntity.Read(Encoding.Latin1.GetString(message));
        return new ReceivedMail(
            Shown(entity["from"], "(no sender)"),
            Shown(entity["to"], "(undisclosed recipients)"),
            EncodedWords.Decode(entity["subject"]),
            entity.FindText() ?? "(This message holds no plain text, and this webmail shows nothing else.)",
            DateTimeOffset.TryParse(WithoutComment(entity["date"]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null);
    }

    private static string Shown(string field, string ifNone)
    {
        var text = EncodedWords.Decode(field);
        return text.Length == 0 ? ifNone : text.Length > MaximumAddresses ? $"{text[..MaximumAddresses]}..." : text;
    }

    private static string WithoutComment(string date) => date.IndexOf('(', StringComparison.Ordinal) is >= 0 and var comment ? date[..comment] : date;
}
