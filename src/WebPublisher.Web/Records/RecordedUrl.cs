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
    public static string Of(PublishingRecord record, FrozenSet<string> loggable)
    {
        Span<char> buffer = stackalloc char[QueryRedaction.MaximumLength];
        ReadOnlySpan<char> query = buffer[..QueryRedaction.Redact(record.Query, loggable, buffer)];
        var scheme = record.Scheme is "" ? "" : "://";
        var isIPv6 = record.Host.Contains(':') && IPAddress.TryParse(record.Host, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6;
        var host = isIPv6 ? $"[{record.Host}]" : record.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{record.Scheme}{scheme}{host}{record.Path}{(query.IsEmpty ? "" : "?")}{query}");
    }
}
