using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Records;

/// <summary>What metrics tell requests apart by.</summary>
/// <param name="Listener">Name of the listener.</param>
/// <param name="Rule">Name of the rule, or null.</param>
/// <param name="Method">The method, one that HTTP defines or <see cref="WebInstruments.OtherMethod"/>; null of a tunnel.</param>
/// <param name="Scheme">The scheme; null of a tunnel.</param>
/// <param name="Decision">What became of it.</param>
/// <param name="Status">The status sent.</param>
/// <param name="Denial">Why it was refused, or null.</param>
internal readonly record struct RequestTags(string Listener, string? Rule, string? Method, string? Scheme, PublishingDecision Decision, int Status, DenialReason? Denial)
{
    /// <summary>The tags of a record.</summary>
    public RequestTags(PublishingRecord record)
        : this(
            record.Listener,
            record.Rule,
            record.Method is "" ? null : WebInstruments.KnownMethod(record.Method),
            record.Scheme is "" ? null : record.Scheme,
            record.Decision,
            record.Status,
            record.Denial?.Reason)
    {
    }
}
