using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Pipeline;

/// <summary>Fills a request's record with what Kestrel and the canonical target know of it.</summary>
internal static class RequestRecord
{
    /// <summary>Begins the record.</summary>
    public static PublishingRecord Begin(HttpRequest request, ClientConnection connection, string policyRevision, DateTimeOffset started, Activity? activity)
    {
        var tls = connection.Tls;
        return new PublishingRecord
        {
            Reference = ReferenceNumber.New(started),
            Started = started,
            Listener = connection.Listener,
            Client = connection.Remote,
            Local = connection.Local,
            Protocol = request.Protocol,
            Scheme = request.Scheme,
            Method = request.Method,
            UserAgent = request.Headers.UserAgent is [{ } only, ..] ? only : null,
            TlsProtocol = tls?.Protocol,
            CipherSuite = tls?.CipherSuite,
            PolicyRevision = policyRevision,
            TraceId = activity?.TraceId.ToString(),
        };
    }

    /// <summary>Notes the canonical URL.</summary>
    public static void Note(this PublishingRecord record, CanonicalTarget target)
    {
        record.Host = target.Host;
        record.Path = target.EncodedPath;
        record.Query = target.Query;
    }

    /// <summary>
    /// Notes a URL that has no canonical form, cut so that the query stays where it is redacted and neither user information nor a fragment, which may be secrets, is kept.
    /// </summary>
    public static void NoteRefused(this PublishingRecord record, string rawTarget, string hostField)
    {
        record.Host = hostField;
        var fragment = rawTarget.IndexOf('#', StringComparison.Ordinal);
        var target = fragment < 0 ? rawTarget : rawTarget[..fragment];
        var question = target.IndexOf('?', StringComparison.Ordinal);
        record.Query = question < 0 ? "" : target[question..];
        var path = question < 0 ? target : target[..question];
        var authority = path.IndexOf("//", StringComparison.Ordinal) + 2;
        var userInformation = authority < 2 ? -1 : path.LastIndexOf('@');
        record.Path = userInformation < authority ? path : string.Concat(path.AsSpan(0, authority), "*", path.AsSpan(userInformation));
    }
}
