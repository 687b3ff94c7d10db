using System.Diagnostics;
using System.Net;
using WebPublisher.Web.Bridging.Http1;

namespace WebPublisher.Web.Records;

/// <summary>
/// The client span of a request towards a front end, child of its server span, with OpenTelemetry's names (semantic conventions for HTTP client spans). Costs nothing
/// while the request is not traced.
/// </summary>
internal static class FrontEndTrace
{
    /// <summary>Starts the span, when the request has one.</summary>
    public static Activity? Start(string method, DnsEndPoint server)
    {
        if (Activity.Current is not { } request || !PublishingTrace.Source.HasListeners())
        {
            return null;
        }

        var activity = PublishingTrace.Source.StartActivity(method, ActivityKind.Client, request.Context);
        activity?.SetTag("http.request.method", method);
        activity?.SetTag("server.address", server.Host);
        activity?.SetTag("server.port", server.Port);
        return activity;
    }

    /// <summary>Writes its context for the front end (W3C Trace Context section 3.2). A stranger's was removed before; baggage is never sent.</summary>
    public static void WriteFields(Activity? activity, HeadWriter head)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            return;
        }

        head.Field("traceparent", id);
        if (activity.TraceStateString is { Length: > 0 } state)
        {
            head.Field("tracestate", state);
        }
    }

    /// <summary>Notes how it ended.</summary>
    /// <param name="activity">The span, or null.</param>
    /// <param name="status">The front end's status, or null when none came.</param>
    /// <param name="error">What went wrong, or null.</param>
    public static void End(Activity? activity, int? status, string? error)
    {
        if (activity is null)
        {
            return;
        }

        if (status is { } code)
        {
            activity.SetTag("http.response.status_code", code);
        }

        if (error is not null || status >= 400)
        {
            activity.SetTag("error.type", error ?? status!.Value.ToString());
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
