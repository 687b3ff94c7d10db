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
}
