using System.Text.RegularExpressions;

namespace WebPublisher.Demo.MailServer;

/// <summary>A message or a part of one (RFC 2045), in characters that stand for octets.</summary>
internal sealed partial class MimeEntity
{
    private const int MaximumDepth = 5;
    private const int MaximumParts = 50;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _body;

    private MimeEntity(string body) => _body = body;

    /// <summary>The value of the first field of a name, unfolded; empty when there is none.</summary>
    public string this[string name] => _fields.GetValueOrDefault(name, "");

    /// <summary>Reads header and body.</summary>
    public static MimeEntity Read(string text)
    {
        var end = text.StartsWith("\r\n", StringComparison.Ordinal) ? 0 : text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var header = end < 0 ? text : text[..end];
        var entity = new MimeEntity(end < 0 ? "" : text[(end + (end == 0 ? 2 : 4))..]);
        foreach (var field in header.Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n"))
        {
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                entity._fields.TryAdd(field[..colon].Trim(), field[(colon + 1)..].Trim());
            }
        }

        return entity;
    }

    /// <summary>The first plain text in it; null when there is none.</summary>
    public string? FindText() => FindText(depth: 0);

    private string? FindText(int depth)
    {
        var type = this["content-type"];
        if (type.Length == 0 || type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return TextCoding.Decode(_body, this["content-transfer-encoding"], Parameter(Charset(), type)).TrimEnd();
        }

        return depth < MaximumDepth && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && Parameter(Boundary(), type) is { Length: > 0 } boundary
            ? Parts(boundary).Select(part => part.FindText(depth + 1)).FirstOrDefault(text => text is not null)
            : null;
    }

    private IEnumerable<MimeEntity> Parts(string boundary) =>
        $"\r\n{_body}".Split($"\r\n--{boundary}", MaximumParts + 2).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).Take(MaximumParts)
            .Select(part => part.IndexOf("\r\n", StringComparison.Ordinal) is >= 0 and var line ? Read(part[(line + 2)..]) : Read(""));

    private static string Parameter(Regex parameter, string type) => parameter.Match(type) is { Success: true } found ? found.Groups["quoted"].Value + found.Groups["token"].Value : "";

    [GeneratedRegex("boundary\\s*=\\s*(\"(?<quoted>[^\"]{1,200})\"|(?<token>[^\\s;\"]{1,200}))", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Boundary();

    [GeneratedRegex("charset\\s*=\\s*(\"(?<quoted>[^\"]{1,40})\"|(?<token>[^\\s;\"]{1,40}))", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Charset();
}
