using System.Collections.Immutable;
using System.Text;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>The lines of replies: cleaned, wrapped, and as octets.</summary>
internal static class ReplyText
{
    /// <summary>512 octets (RFC 5321 section 4.5.3.1.5) less code, separator, the longest status with its space, and CRLF.</summary>
    public const int MaximumText = 512 - 4 - 10 - 2;

    /// <summary>Cleans and wraps; gives at least one line and at most <see cref="SmtpReply.MaximumLines"/>.</summary>
    public static ImmutableArray<string> Layout(ReadOnlySpan<string> lines)
    {
        var result = ImmutableArray.CreateBuilder<string>(Math.Max(1, lines.Length));
        foreach (var line in lines)
        {
            var rest = Clean(line).AsSpan();
            while (rest.Length > MaximumText)
            {
                // Breaks at the last space, or within a word that alone fills the line.
                var space = rest[..(MaximumText + 1)].LastIndexOf(' ');
                var end = space > 0 ? space : MaximumText;
                result.Add(rest[..end].TrimEnd(' ').ToString());
                rest = rest[end..].TrimStart(' ');
            }

            result.Add(rest.ToString());
        }

        if (result.Count == 0)
        {
            result.Add("");
        }

        result.Count = Math.Min(result.Count, SmtpReply.MaximumLines);
        return result.DrainToImmutable();
    }

    /// <summary>The octets: every line carries code and status (RFC 2034 section 4).</summary>
    public static byte[] Format(int code, EnhancedStatus? status, ImmutableArray<string> lines)
    {
        var text = new StringBuilder();
        for (var index = 0; index < lines.Length; index++)
        {
            text.Append(code).Append(index == lines.Length - 1 ? ' ' : '-');
            if (status is not null)
            {
                text.Append(status).Append(lines[index].Length == 0 ? "" : " ");
            }

            text.Append(lines[index]).Append("\r\n");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Clean(string line)
    {
        line = line.Trim(' ');
        return line.AsSpan().ContainsAnyExceptInRange(' ', '~') ? string.Create(line.Length, line, static (output, source) =>
        {
            for (var index = 0; index < output.Length; index++)
            {
                output[index] = source[index] switch
                {
                    < ' ' or '\x7f' => ' ',
                    > '~' => '?',
                    var character => character,
                };
            }
        }).Trim(' ') : line;
    }
}
