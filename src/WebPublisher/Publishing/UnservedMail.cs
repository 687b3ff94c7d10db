using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Reload;

namespace WebPublisher.Publishing;

/// <summary>
/// Refuses a policy that declares receive connectors. The mail half's rooms are there and its policy is read and checked, but nothing listens by it yet, and an
/// operator must not believe that his mail is received.
/// </summary>
internal static class UnservedMail
{
    /// <exception cref="PolicyRejectedException">The policy declares receive connectors.</exception>
    public static Task RefuseAsync(PublisherPolicy policy, CancellationToken cancellation)
    {
        if (policy.Mail is not { ReceiveConnectors: var connectors })
        {
            return Task.CompletedTask;
        }

        var diagnostics = new DiagnosticList();
        foreach (var connector in connectors)
        {
            diagnostics.Error(connector.Location, $"receive connector '{connector.Name}' cannot be served: this version publishes web sites only; take the connector out to run it");
        }

        return Task.FromException(new PolicyRejectedException(diagnostics));
    }
}
