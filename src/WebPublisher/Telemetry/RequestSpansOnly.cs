using System.Diagnostics;
using OpenTelemetry;

namespace WebPublisher.Telemetry;

/// <summary>
/// Keeps traces to requests: a client span without a parent, such as that of a health probe, is not exported. This is no sampler, so that <c>OTEL_TRACES_SAMPLER</c>
/// stays the operator's.
/// </summary>
internal sealed class RequestSpansOnly : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Kind == ActivityKind.Client && data.ParentSpanId == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
