using System.Globalization;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Spf;

/// <summary>Puts what a check is about in the place of macros (RFC 7208 section 7).</summary>
/// <param name="check">The check.</param>
/// <param name="clientNames">The client's names, for the macro p; looked up when one is met.</param>
internal sealed class SpfMacroExpander(SpfCheck check, SpfClientNames clientNames)
{
    private const string Unreserved = "-._~";
    private readonly string _localPart = check.LocalPart.Length == 0 ? "postmaster" : check.LocalPart;

    /// <summary>
    /// The name that <paramref name="text"/> stands for, or null when it is none that can be asked for. Labels are taken from its left until no more than 253 characters are left (section 7.3).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="domain">The domain of the record it stands in (macro d).</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<DnsName?> NameAsync(SpfMacroString text, string domain, CancellationToken cancellationToken)
    {
        var expanded = await ExpandAsync(text, domain, cancellationToken);
        if (expanded is null)
        {
            return null;
        }

        expanded = expanded is [.., '.'] ? expanded[..^1] : expanded;
        while (expanded.Length > 253 && expanded.IndexOf('.') is >= 0 and var dot)
        {
            expanded = expanded[(dot + 1)..];
        }

        return DnsName.TryParse(expanded, out var name) ? name : null;
    }

    /// <summary>What <paramref name="text"/> says, or null when it says more than <see cref="SpfLimits.MaximumExpansion"/> characters.</summary>
    public async ValueTask<string?> ExpandAsync(SpfMacroString text, string domain, CancellationToken cancellationToken)
    {
        var expanded = new StringBuilder();
        foreach (var part in text.Parts)
        {
            expanded.Append(part.Letter == '\0' ? part.Text : await ValueAsync(part, domain, cancellationToken));
            if (expanded.Length > SpfLimits.MaximumExpansion)
            {
                return null;
            }
        }

        return expanded.ToString();
    }

    private async ValueTask<string> ValueAsync(SpfMacroPart macro, string domain, CancellationToken cancellationToken)
    {
        var value = char.ToLowerInvariant(macro.Letter) switch
        {
            's' => $"{_localPart}@{check.Domain}",
            'l' => _localPart,
            'o' => check.Domain,
            'd' => domain,
            'i' => string.Join('.', ReverseName.Labels(check.Client)),
            'p' => await clientNames.BestAsync(domain, cancellationToken),
            'v' => check.Client.AddressFamily == AddressFamily.InterNetwork ? "in-addr" : "ip6",
            'h' => check.Helo,
            'c' => check.Client.ToString(),
            'r' => check.Receiver,
            _ => check.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };

        var parts = value.Split(macro.Delimiters.ToCharArray());
        if (macro.Reverse)
        {
            Array.Reverse(parts);
        }

        var kept = macro.Keep == 0 ? parts : parts[Math.Max(0, parts.Length - macro.Keep)..];
        value = string.Join('.', kept);
        return char.IsAsciiLetterUpper(macro.Letter) ? Escaped(value) : value;
    }

    /// <summary>Everything but unreserved characters as a percent sign and two digits (RFC 3986 section 2.1).</summary>
    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            _ = char.IsAsciiLetterOrDigit((char)octet) || Unreserved.Contains((char)octet) ? escaped.Append((char)octet) : escaped.Append($"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
