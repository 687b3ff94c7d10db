using System.Buffers;
using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>What scorers look at: what a message says of itself, what it shows, and where it leads.</summary>
public sealed class MailFacts
{
    private const int MostSubject = 1000;
    private const int MostShown = 30_000;
    private const int MostPlain = 64 * 1024;

    private static readonly SearchValues<char> s_linkEnds = SearchValues.Create(" \t\r\n<>\"'()[]");

    private MailFacts(MessageDigest digest)
    {
        Header = digest.Header;
        Parts = digest.Parts;
        Plain = digest.PlainText.Length > MostPlain ? digest.PlainText[..MostPlain] : digest.PlainText;
        Html = new HtmlReading();
        new HtmlReader(digest.HtmlSource, Html).Read();
        Shown = Html.Visible.Length > 0 ? Html.Visible.ToString() : Plain;
        Subject = digest.Subject;
        From = NamedAddress.Read(Header.Find("From")?.Text ?? "");
        ReplyTo = NamedAddress.Read(Header.Find("Reply-To")?.Text ?? "");
        MessageId = digest.MessageId.Trim();
        Links = [.. Addresses(Html.Links.Select(link => link.Target)), .. PlainLinks(Plain)];
        SubjectWords = WordList.Of(Subject, MostSubject);
        SenderWords = WordList.Of(From.Name, MostSubject);
        ShownWords = WordList.Of(Shown, MostShown);
        Linking = new LinkFacts(Links, Html, From.Domain);
        Sending = new SenderFacts(Header, From, ReplyTo, MessageId, Shown);
    }

    /// <summary>The fields of the message.</summary>
    public MimeHeader Header { get; }

    /// <summary>All parts, with the entries of archives.</summary>
    public IReadOnlyList<MessagePart> Parts { get; }

    /// <summary>Text of the plain parts.</summary>
    public string Plain { get; }

    /// <summary>What is shown: of HTML what is visible, else the plain text.</summary>
    public string Shown { get; }

    /// <summary>The subject, decoded.</summary>
    public string Subject { get; }

    /// <summary>Who the message says it is from.</summary>
    public NamedAddress From { get; }

    /// <summary>Where answers go.</summary>
    public NamedAddress ReplyTo { get; }

    /// <summary>The Message-ID as it stands there.</summary>
    public string MessageId { get; }

    /// <summary>Every web address of HTML and plain text, in order.</summary>
    public IReadOnlyList<LinkAddress> Links { get; }

    internal HtmlReading Html { get; }

    internal WordList SubjectWords { get; }

    /// <summary>Words of the name beside the sender's address.</summary>
    internal WordList SenderWords { get; }

    internal WordList ShownWords { get; }

    internal LinkFacts Linking { get; }

    internal SenderFacts Sending { get; }

    /// <summary>Takes out of a digest what scorers look at. Costs one pass over its HTML and text.</summary>
    public static MailFacts Of(MessageDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new MailFacts(digest);
    }

    private static IEnumerable<LinkAddress> Addresses(IEnumerable<string> targets)
    {
        foreach (var target in targets)
        {
            if (LinkAddress.TryParse(target, out var address))
            {
                yield return address;
            }
        }
    }

    private static List<LinkAddress> PlainLinks(string text)
    {
        var links = new List<LinkAddress>();
        var at = 0;

        // What follows the scheme is looked for, because a search that regards case would go through the text letter by letter.
        while (links.Count < 200 && text.IndexOf("://", at, StringComparison.Ordinal) is >= 0 and var colon)
        {
            var begin = Scheme(text.AsSpan(0, colon), at);
            at = colon + 3;
            if (begin < 0)
            {
                continue;
            }

            var rest = text.AsSpan(begin, Math.Min(2048, text.Length - begin));
            var end = rest.IndexOfAny(s_linkEnds);
            var word = end < 0 ? rest : rest[..end];
            at = Math.Max(at, begin + word.Length);
            if (LinkAddress.TryParse(word, out var address))
            {
                links.Add(address);
            }
        }

        return links;
    }

    /// <summary>Where the http or https begins that ends <paramref name="text"/>, and not before <paramref name="from"/>; -1 for nowhere.</summary>
    private static int Scheme(ReadOnlySpan<char> text, int from)
    {
        var at = text.EndsWith("http", StringComparison.OrdinalIgnoreCase) ? text.Length - 4 : text.EndsWith("https", StringComparison.OrdinalIgnoreCase) ? text.Length - 5 : -1;
        return at >= from ? at : -1;
    }
}
