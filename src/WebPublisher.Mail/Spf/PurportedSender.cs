using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Spf;

/// <summary>
/// Who a message says has put it on its way last: the purported responsible address (RFC 4407 section 2), which Sender ID checks instead of the reverse path.
/// </summary>
public static class PurportedSender
{
    /// <summary>The most fields of a header that are looked at.</summary>
    public const int MaximumFields = 2000;

    /// <summary>The address, or null when the message says nothing clear: fields that should be one are several, or hold no single mailbox.</summary>
    /// <param name="fields">Names and values of the header's fields from its top down.</param>
    public static MailAddress? Select(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);

        // 1. Whoever resent it for somebody, unless what stands above that was written by a later hop.
        var resentSender = Find(fields, "Resent-Sender");
        var resentFrom = Find(fields, "Resent-From");
        if (resentSender >= 0 && !(resentFrom >= 0 && resentFrom < resentSender && IsTraceBetween(fields, resentFrom, resentSender)))
        {
            return Read(fields[resentSender]);
        }

        // 2. Whoever resent it.
        if (resentFrom >= 0)
        {
            return Read(fields[resentFrom]);
        }

        // 3. Whoever sent it for somebody; 4. whoever wrote it. Of each there may be but one.
        foreach (var name in new[] { "Sender", "From" })
        {
            var first = Find(fields, name);
            if (first >= 0)
            {
                return Find(fields, name, first + 1) < 0 ? Read(fields[first]) : null;
            }
        }

        return null;
    }

    /// <summary>The address, or null when the message says nothing clear.</summary>
    /// <param name="header">The header as it is on the wire.</param>
    public static MailAddress? Select(ReadOnlySpan<byte> header) =>
        Select([.. MimeHeader.Parse(header, MaximumFields).Fields.Select(field => KeyValuePair.Create(field.Name, Encoding.UTF8.GetString(field.RawValue.Span)))]);

    /// <summary>Where the first field of that name from <paramref name="start"/> on stands that is not empty, or -1.</summary>
    private static int Find(IReadOnlyList<KeyValuePair<string, string>> fields, string name, int start = 0)
    {
        for (var i = start; i < fields.Count; i++)
        {
            if (fields[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(fields[i].Value))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsTraceBetween(IReadOnlyList<KeyValuePair<string, string>> fields, int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (fields[i].Key.Equals("Received", StringComparison.OrdinalIgnoreCase) || fields[i].Key.Equals("Return-Path", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static MailAddress? Read(KeyValuePair<string, string> field) => Mailbox.TryReadOnly(field.Value, out var address) ? address : null;
}
