using System.Text.RegularExpressions;
using WebPublisher.Conformance.Waf.Ftw;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>What requests are made of: the requests of tests, and the values that stand in them.</summary>
/// <param name="Requests">Those that are well-formed.</param>
/// <param name="Values">The values, each once; a character for each octet.</param>
internal sealed partial record Material(IReadOnlyList<RequestParts> Requests, IReadOnlyList<string> Values)
{
    private const int LongestValue = 2_000;

    /// <summary>Takes the requests of tests apart.</summary>
    public static Material Of(IEnumerable<FtwTest> tests)
    {
        List<RequestParts> requests = [.. tests.Where(test => test.IsEnabled).SelectMany(test => test.Stages).Select(FtwRequest.OctetsOf).Select(RequestParts.Of).OfType<RequestParts>()];
        var values = requests.SelectMany(ValuesOf).Where(value => value.Length is > 0 and <= LongestValue).Distinct(StringComparer.Ordinal).ToList();
        return new Material(requests, values);
    }

    /// <summary>The pairs of a query or a form, still encoded.</summary>
    public static IEnumerable<(string Name, string? Value)> Pairs(string text) =>
        text.Split('&').Select(pair => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], (string?)pair[(at + 1)..]) : (pair, null));

    /// <summary>Decodes what is percent-encoded, once.</summary>
    public static string Decoded(string text) => Encoded().Replace(text.Replace('+', ' '), match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString());

    private static IEnumerable<string> ValuesOf(RequestParts request)
    {
        var isForm = request.Field("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var pairs = Pairs(request.Query ?? "").Concat(isForm && request.Body is { } form ? Pairs(form) : []);
        foreach (var (name, value) in pairs)
        {
            yield return Decoded(value is { Length: > 0 } ? value : name);
        }

        foreach (var (name, value) in request.Fields)
        {
            if (name.ToLowerInvariant() is "user-agent" or "referer" || name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
            {
                yield return value;
            }
            else if (name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var cookie in value.Split(';'))
                {
                    yield return cookie.Split('=', 2)[^1].Trim();
                }
            }
        }

        if (!isForm && request.Body is { } body)
        {
            foreach (Match text in Quoted().Matches(body))
            {
                yield return text.Groups[1].Value;
            }

            yield return body;
        }
    }

    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Encoded();

    [GeneratedRegex("""(?<=[:,\[{]\s*)"((?:[^"\\]|\\.)*)""")]
    private static partial Regex Quoted();
}
