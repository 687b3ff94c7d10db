using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Bridging;

/// <summary>Steps 11 and 12: chooses a server of the farm and carries the request there and the answer back.</summary>
public sealed class FrontEndForwarder
{
    /// <summary>Forwards the request.</summary>
    /// <returns>Null when the front end's answer went to the client (whole or in part), or why nothing was sent to the client.</returns>
    public Task<Denial?> ForwardAsync(PublishingContext context, PublishAction action) => throw new NotSupportedException();
}
