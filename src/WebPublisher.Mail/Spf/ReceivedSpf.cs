using System.Net;
using System.Text;

namespace WebPublisher.Mail.Spf;

/// <summary>
/// The value of a <c>Received-SPF</c> field (RFC 7208 section 9.1): the result and, as a comment, what it means, in the words that mail servers have for it since SPF's beginnings.
/// </summary>
public static class ReceivedSpf
{
    /// <summary>The name of the field.</summary>
    public const string FieldName = "Received-SPF";

    /// <summary>The value of a verdict.</summary>
    /// <param name="receiver">The name of the host that asked.</param>
    /// <param name="result">The result.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="sender">For whom it wants to send.</param>
    public static string Of(string receiver, SpfResult result, IPAddress client, string sender) => Of(receiver, result, result switch
    {
        SpfResult.Pass => $"domain of {sender} designates {client} as permitted sender",
        SpfResult.Fail => $"domain of {sender} does not designate {client} as permitted sender",
        SpfResult.SoftFail => $"domain of transitioning {sender} discourages use of {client} as permitted sender",
        SpfResult.Neutral => $"{client} is neither permitted nor denied by domain of {sender}",
        SpfResult.None => $"domain of {sender} does not designate permitted sender hosts",
        SpfResult.TempError => $"error in processing during lookup of {sender}",
        _ => $"domain of {sender} publishes what cannot be understood",
    });

    /// <summary>The value when there is nobody to ask about.</summary>
    /// <param name="receiver">The name of the host that wanted to ask.</param>
    /// <param name="result">The result.</param>
    /// <param name="reason">Why.</param>
    public static string Of(string receiver, SpfResult result, string reason) => $"{result} ({receiver}: {Comment(reason)})";

    /// <summary>Text within a comment: a bracket of a stranger's does not end it (RFC 5322 section 3.2.2).</summary>
    private static string Comment(string text)
    {
        var comment = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character is '(' or ')' or '\\' ? comment.Append('\\').Append(character) : comment.Append(character is >= ' ' and <= '~' ? character : '?');
        }

        return comment.ToString();
    }
}
