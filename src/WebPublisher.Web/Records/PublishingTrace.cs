using System.Diagnostics;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Web.Records;

/// <summary>
/// The server span of a request, tagged by its record at the end with OpenTelemetry's names (semantic conventions for HTTP server spans); the client span towards the
/// front end becomes its child.
/// </summary>
/// <remarks>
/// A trace context sent by a stranger decides nothing: not the trace id, under which he could hide among other requests, and not the sampling, by which he could fill
/// the collector. Each request begins a trace of its own, with a link to the one the client claims. Costs nothing while no exporter listens.
/// </remarks>
/// <param name="policy">Says which query parameters may be exported.</param>
public sealed class PublishingTrace(Snapshot<PublisherPolicy> policy) : PublishingRecordSink
{
    private const int MaximumText = 1024;

    /// <summary>Where all spans of this product come from.</summary>
    internal static ActivitySource Source { get; } = new(TelemetryNames.ActivitySource);

    /// <summary>Starts the span and makes it the current one, until it is disposed.</summary>
    /// <param name="http">The request.</param>
    /// <returns>Null when nobody listens or the sampler says no.</returns>
    public static Activity? Start(HttpContext http)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        // Whatever is current was made by the host from the stranger's own context.
        Activity.Current = null;
        string? claimed = http.Request.Headers.TraceParent is [var only] ? only : null;
        IEnumerable<ActivityLink>? links = ActivityContext.TryParse(claimed, traceState: null, isRemote: true, out var context) ? [new ActivityLink(context)] : null;
        return Source.StartActivity(ActivityKind.Server, links: links, name: "request");
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity || activity.Source != Source)
        {
            return;
        }

        var method = WebInstruments.KnownMethod(record.Method);
        activity.DisplayName = record.Rule is null ? MethodName(method) : $"{MethodName(method)} {record.Rule}";
        activity.SetTag("http.request.method", method);
        if (method == WebInstruments.OtherMethod)
        {
            activity.SetTag("http.request.method_original", LogEscaping.Escape(record.Method, MaximumText));
        }

        activity.SetTag("url.scheme", record.Scheme);
        activity.SetTag("server.address", LogEscaping.Escape(record.Host, MaximumText));
        activity.SetTag("url.path", LogEscaping.Escape(record.Path, MaximumText));
        if (record.Query.Length > 1)
        {
            activity.SetTag("url.query", QueryRedaction.Redact(record.Query, policy.Current.Logging.QueryParameters));
        }

        activity.SetTag("client.address", record.Client?.Address.ToString());
        activity.SetTag("user_agent.original", record.UserAgent is null ? null : LogEscaping.Escape(record.UserAgent, MaximumText));
        activity.SetTag("network.protocol.version", record.Protocol is ['H', 'T', 'T', 'P', '/', .. var version] ? version : null);
        activity.SetTag("tls.protocol.version", record.TlsProtocol is SslProtocols tls ? TlsNames.Of(tls) : null);
        activity.SetTag("http.response.status_code", record.Status);
        activity.SetTag("webpublisher.reference", record.Reference);
        activity.SetTag("webpublisher.listener", record.Listener);
        activity.SetTag("webpublisher.rule", record.Rule);
        activity.SetTag("webpublisher.decision", Enum.GetName(record.Decision));
        activity.SetTag("webpublisher.farm", record.Farm);
        activity.SetTag("webpublisher.policy", record.PolicyRevision);
        if (record.Firewall is { } firewall)
        {
            activity.SetTag("webpublisher.firewall.verdict", Enum.GetName(firewall.Verdict));
            activity.SetTag("webpublisher.firewall.score", firewall.InboundScore);
            if (!firewall.Matches.IsEmpty)
            {
                activity.SetTag("webpublisher.firewall.rules", firewall.Matches.Select(match => match.Id).Distinct().ToArray());
            }
        }

        if (record.Denial is { } denial)
        {
            activity.SetTag("webpublisher.denial.reason", Enum.GetName(denial.Reason));
        }

        if (record.Status >= 500)
        {
            activity.SetTag("error.type", record.Denial is { } failure ? Enum.GetName(failure.Reason) : record.Status.ToString());
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static string MethodName(string method) => method == WebInstruments.OtherMethod ? "HTTP" : method;
}
