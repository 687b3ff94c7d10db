using System.Globalization;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Smtp.Recording;

namespace WebPublisher.Conformance.Smtp.Fuzz;

/// <summary>
/// Knows, from what clients have sent, what may have reached the inner server: content as one of them sent it behind DATA or in chunks, for our domain, in commands of the
/// plainest form.
/// </summary>
internal static partial class FuzzOracle
{
    /// <summary>What is wrong with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sent">What the clients sent that may have sent it.</param>
    public static string? Complaint(RecordedMessage message, IEnumerable<string> sent)
    {
        if (message.End != "\r\n.\r\n")
        {
            return "the inner server saw another end of content";
        }

        var content = Unstuffed(message.Content[Trace().Match(message.Content).Length..] + "\r\n");
        return sent.SelectMany(Candidates).Any(candidate => IsSame(content, candidate)) ? null : "no client sent this content";
    }

    /// <summary>What is wrong with a command.</summary>
    public static string? Complaint(string command) => Command().IsMatch(command) ? null : "this command has no business at the inner server";

    /// <summary>An empty line may stand before content that does not begin with a field, and a line end behind a chunk that has none.</summary>
    private static bool IsSame(string content, string candidate) =>
        content == candidate || content == $"\r\n{candidate}" || content == $"{candidate}\r\n" || content == $"\r\n{candidate}\r\n";

    private static IEnumerable<string> Candidates(string sent)
    {
        foreach (Match match in Data().Matches(sent))
        {
            var start = match.Index + match.Length;
            var end = sent.AsSpan(start).StartsWith(".\r\n", StringComparison.Ordinal) ? start : sent.IndexOf("\r\n.\r\n", start, StringComparison.Ordinal) + 2;
            if (end >= start && IsClean(sent[start..end]))
            {
                yield return Unstuffed(sent[start..end]);
            }
        }

        foreach (Match match in Chunk().Matches(sent))
        {
            if (Chunks(sent, match) is { } content && IsClean(content))
            {
                yield return content;
            }
        }
    }

    /// <summary>The content that begins with a chunk; null when it does not come to an end.</summary>
    private static string? Chunks(string sent, Match chunk)
    {
        var content = "";
        while (chunk.Success)
        {
            var start = chunk.Index + chunk.Length;
            if (!int.TryParse(chunk.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > sent.Length - start)
            {
                return null;
            }

            content += sent.Substring(start, size);
            if (chunk.Groups["last"].Success)
            {
                return content;
            }

            chunk = NextChunk().Match(sent, start + size);
        }

        return null;
    }

    private static bool IsClean(string content) => content.Replace("\r\n", "", StringComparison.Ordinal).AsSpan().IndexOfAny('\r', '\n', '\0') < 0;

    private static string Unstuffed(string content) => LeadingDot().Replace(content, "");

    [GeneratedRegex(@"\AReceived: [^\r]*(\r\n[ \t][^\r]*)*\r\n", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Trace();

    [GeneratedRegex("(?<=\\A|\\n)\\.", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LeadingDot();

    // A command may begin anywhere in what was sent: where a chunk ends is not for this to know.
    [GeneratedRegex("data *\r\n", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Data();

    [GeneratedRegex("bdat +(?<size>[0-9]+)(?<last> +last)? *\r\n", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Chunk();

    // Behind a chunk it may be the next command, or any later line.
    [GeneratedRegex("\\G([^\r\n]*\r\n)*?bdat +(?<size>[0-9]+)(?<last> +last)? *\r\n", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex NextChunk();

    [GeneratedRegex(@"\A(EHLO edge\.corp\.example|STARTTLS|NOOP|RSET|QUIT|DATA|MAIL FROM:<(""[^\x00-\x1F\x7F]*"")?[^\x00-\x1F\x7F<>""]*>( [!-~]+)*|RCPT TO:<(postmaster|(""[^%!@\x00-\x1F\x7F]*""|[^%!@""\x00-\x20\x7F]+)@corp\.example)>( [!-~]+)*)\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Command();
}
