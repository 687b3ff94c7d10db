using System.Buffers;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using WebPublisher.Waf;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Firewall;

/// <summary>
/// Makes matches fit for a log. Values of what may be a credential, by its name or by where it stands, become <c>*</c>; others keep their beginning, which is what an exclusion
/// is found by. The credentials of the request are looked for in whatever is told, since rules may quote one value while they name another.
/// </summary>
internal sealed class MatchRedaction
{
    /// <summary>Longest name of a target that is told.</summary>
    public const int LongestName = 80;

    private const string Hidden = "*";
    private const int LongestValue = 100;
    private const int LongestText = 200;
    private const int ShortestSecret = 4;
    private const int MostSecrets = 100;
    private const string FoundWithin = " found within ";

    // Parts of names by which web applications call what opens accounts and sessions.
    private static readonly SearchValues<string> s_secretNames = SearchValues.Create(
        ["pass", "pwd", "secret", "token", "auth", "sess", "csrf", "xsrf", "credential", "apikey", "api_key", "api-key", "cookie", "bearer", "signature"],
        StringComparison.OrdinalIgnoreCase);

    // Such as no other name has within it.
    private static readonly FrozenSet<string> s_shortNames = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "sid", "otp", "pin", "key", "code");

    // Several values at once, some of which may be secret.
    private static readonly FrozenSet<string> s_wholes = FrozenSet.Create(
        StringComparer.Ordinal, "REQUEST_BODY", "FULL_REQUEST", "STREAM_INPUT_BODY", "STREAM_OUTPUT_BODY", "RESPONSE_BODY", "REQUEST_COOKIES", "QUERY_STRING", "SESSION", "SESSIONID");

    // URLs: their path is told, their query is not.
    private static readonly FrozenSet<string> s_urls = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "REQUEST_URI", "REQUEST_URI_RAW", "REQUEST_LINE", "REQUEST_HEADERS:Referer", "RESPONSE_HEADERS:Location");

    private readonly List<string> _secrets = [];

    /// <summary>Collects the credentials of a request.</summary>
    public MatchRedaction(HttpRequest request)
    {
        foreach (var value in request.Headers.Authorization)
        {
            Add(value);
            Add(value?[(value.LastIndexOf(' ') + 1)..]);
        }

        foreach (var field in request.Headers.Cookie)
        {
            foreach (var cookie in (field ?? "").Split(';', MostSecrets))
            {
                var equals = cookie.IndexOf('=', StringComparison.Ordinal);
                Add(cookie[(equals + 1)..].Trim());
            }
        }
    }

    /// <summary>A match as it may be told.</summary>
    public FirewallMatch Of(RuleMatch match)
    {
        var isSecret = IsSecret(match.VariableName);
        return new FirewallMatch
        {
            Id = match.Id,
            Phase = match.Phase,
            Message = Bound(Cleaned(match.Message), LongestText),
            Data = match.Data.Length == 0 ? "" : isSecret || QuotesSecret(match.Data) ? Hidden : Bound(Cleaned(match.Data), LongestText),
            Variable = Bound(match.VariableName, LongestName),
            Value = match.Value.Length == 0 ? "" : isSecret ? Hidden : Bound(Cleaned(s_urls.Contains(match.VariableName) ? WithoutQuery(match.Value) : match.Value), LongestValue),
            Severity = match.Severity,
            Tags = [.. match.Tags],
            File = match.File,
            Line = match.Line,
        };
    }

    /// <summary>Whether what a target of this name holds may be a credential.</summary>
    internal static bool IsSecret(string variable)
    {
        var colon = variable.IndexOf(':', StringComparison.Ordinal);
        var collection = colon < 0 ? variable : variable[..colon];
        var name = colon < 0 ? "" : variable[(colon + 1)..];
        if (collection is "TX")
        {
            return name.Length > 0 && !name.AsSpan().ContainsAnyExceptInRange('0', '9');
        }

        return !collection.EndsWith("_NAMES", StringComparison.Ordinal)
            && (s_wholes.Contains(collection) || s_shortNames.Contains(name) || name.AsSpan().ContainsAny(s_secretNames));
    }

    // The Core Rule Set tells "Matched Data: X found within ARGS:password: the password".
    private static bool QuotesSecret(string data)
    {
        var at = data.IndexOf(FoundWithin, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var target = data[(at + FoundWithin.Length)..];
        var end = target.IndexOf(": ", StringComparison.Ordinal);
        var name = end < 0 ? target : target[..end];
        return IsSecret(name) || (s_urls.Contains(name) && data.Contains('?', StringComparison.Ordinal));
    }

    private static string WithoutQuery(string url)
    {
        var question = url.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? url : $"{url[..question]}?{Hidden}";
    }

    private static string Bound(string text, int longest) => text.Length <= longest ? text : $"{text[..longest]}...";

    private void Add(string? secret)
    {
        if (secret?.Length >= ShortestSecret && _secrets.Count < MostSecrets)
        {
            _secrets.Add(secret);
        }
    }

    private string Cleaned(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
