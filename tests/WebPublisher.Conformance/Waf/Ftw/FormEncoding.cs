using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>Bodies of forms that a test writes unencoded, encoded as either runner does it.</summary>
internal static partial class FormEncoding
{
    /// <summary>Encodes a body as the runner in Python does: pairs without a value are dropped, and what has nothing else stays as it is.</summary>
    public static string LikePython(string body)
    {
        if (EncodedOctet().IsMatch(body))
        {
            return body;
        }

        var pairs = new List<string>();
        foreach (var pair in body.Split('&'))
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at && at < pair.Length - 1)
            {
                pairs.Add($"{Quote(pair[..at].Replace('+', ' '))}={Quote(pair[(at + 1)..].Replace('+', ' '))}");
            }
        }

        return pairs.Count > 0 ? string.Join('&', pairs) : body;
    }

    /// <summary>Encodes a body as go-ftw does: unless anything in it is encoded already, or stands for a blank.</summary>
    public static string LikeGo(string body)
    {
        if (body.AsSpan().IndexOfAny('%', '+') >= 0)
        {
            return body;
        }

        return string.Join('&', body.Split('&').Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? $"{Quote(pair[..at])}={Quote(pair[(at + 1)..])}" : Quote(pair)));
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            var character = (char)octet;
            _ = char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~' ? quoted.Append(character)
                : character == ' ' ? quoted.Append('+')
                : quoted.Append('%').Append(octet.ToString("X2"));
        }

        return quoted.ToString();
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex EncodedOctet();
}
