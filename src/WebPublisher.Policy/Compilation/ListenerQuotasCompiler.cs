using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>quotas</c> of a listener.</summary>
internal static class ListenerQuotasCompiler
{
    /// <summary>Compiles the quotas, or the defaults of what is absent; quotas that contradict each other are reported.</summary>
    public static ListenerQuotas Compile(ListenerQuotasDocument? document, CompilationContext context)
    {
        var usual = ListenerQuotas.Default;
        if (document is null)
        {
            return usual;
        }

        // A part that is not written follows the whole when that is made smaller than the part usually is.
        var connections = document.Connections?.Value ?? usual.Connections;
        var quotas = new ListenerQuotas
        {
            Connections = connections,
            Opening = document.Opening?.Value ?? Math.Min(connections, usual.Opening),
            Handshakes = document.Handshakes?.Value ?? usual.Handshakes,
            Requests = document.Requests?.Value ?? usual.Requests,
            FirstRequest = document.FirstRequest?.Value ?? usual.FirstRequest,
            Except = document.Except is { } set ? context.ClientAddressSets.Resolve(set) : null,
        };
        if (quotas.Opening > connections)
        {
            context.Diagnostics.Error(document.LocationOf(nameof(document.Opening)), "a client may not have more connections that are opening than connections");
        }

        return quotas;
    }
}
