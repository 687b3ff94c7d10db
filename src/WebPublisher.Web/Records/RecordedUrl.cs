using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Web.Records;

/// <summary>The URL of a record as it may be written down.</summary>
public static class RecordedUrl
{
    /// <summary>The canonical URL, or what was refused as one, with a redacted query. Not escaped: what was refused may hold anything.</summary>
    /// <param name="record">The record.</param>
    /// <param name="loggable">Names of query parameters whose values may be kept.</param>
    public static string Of(PublishingRecord record, FrozenSet<string> loggable) => Of(record.Scheme, record.Host, record.Path, record.Query, loggable);

    /// <summary>Appends it without a string of its own, unless it has to be escaped or cut, or its host is an IPv6 address.</summary>
    /// <param name="text">What it is appended to.</param>
    /// <param name="record">The record.</param>
    /// <param name="loggable">Names of query parameters whose values may be kept.</param>
    /// <param name="maximum">Characters it may have.</param>
    /// <returns>False when nothing was appended.</returns>
    internal static bool TryAppend(ref Utf8Text text, PublishingRecord record, FrozenSet<string> loggable, int maximum)
    {
        var (scheme, host, path) = (record.Scheme, record.Host, record.Path);
        const int Separators = 4;
        if (scheme is "" || host.Contains(':') || scheme.Length + host.Length + path.Length + QueryRedaction.MaximumLength + Separators > maximum
            || !LogEscaping.IsClean(scheme) || !LogEscaping.IsClean(host) || !LogEscaping.IsClean(path))
        {
            return false;
        }

        text.Append(scheme);
        text.Append("://"u8);
        text.Append(host);
        text.Append(path);
        if (record.Query is not "")
        {
            AppendQuery(ref text, record.Query, loggable);
        }

        return true;
    }

    /// <summary>The same of what is remembered of a record.</summary>
    /// <param name="scheme">Its scheme.</param>
    /// <param name="host">Its host.</param>
    /// <param name="path">Its path.</param>
    /// <param name="query">Its raw query.</param>
    /// <param name="loggable">Names of query parameters whose values may be kept.</param>
    public static string Of(string scheme, string host, string path, string query, FrozenSet<string> loggable)
    {
        // Most requests have no query, and clearing room for one costs as much as the rest.
        Span<char> buffer = query is "" ? [] : stackalloc char[QueryRedaction.MaximumLength];
        ReadOnlySpan<char> redacted = buffer[..QueryRedaction.Redact(query, loggable, buffer)];
        var isIPv6 = host.Contains(':') && IPAddress.TryParse(host, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6;
        var authority = isIPv6 ? $"[{host}]" : host;
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}{(scheme is "" ? "" : "://")}{authority}{path}{(redacted.IsEmpty ? "" : "?")}{redacted}");
    }

    private static void AppendQuery(ref Utf8Text text, string query, FrozenSet<string> loggable)
    {
        Span<char> buffer = stackalloc char[QueryRedaction.MaximumLength];
        ReadOnlySpan<char> redacted = buffer[..QueryRedaction.Redact(query, loggable, buffer)];
        text.Append(redacted.IsEmpty ? [] : "?"u8);
        text.Append(redacted);
    }
}
