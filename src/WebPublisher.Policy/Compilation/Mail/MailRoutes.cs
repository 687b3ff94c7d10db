using System.Net;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Checks where mail goes: one send connector for a domain, one at least for every accepted domain, and never back to this server.</summary>
internal static class MailRoutes
{
    /// <summary>Reports every error across connectors and accepted domains.</summary>
    public static void Check(PolicyDocument document, CompilationContext context)
    {
        CheckOneCarrier(document.SendConnectors, context.Diagnostics);
        CheckCircles(document, context.Diagnostics);
        if (context.SendConnectors.IsComplete)
        {
            CheckCarried(document, context.Diagnostics);
        }
    }

    private static void CheckOneCarrier(IEnumerable<SendConnectorDocument> connectors, DiagnosticList diagnostics)
    {
        var known = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var domain in connectors.SelectMany(c => c.Domains))
        {
            if (!known.TryAdd(domain.Value.Text, domain.Location))
            {
                diagnostics.Error(domain.Location, $"domain {Quoted.Text(domain.Value.Text)} is already carried at {known[domain.Value.Text]}; one send connector carries it");
            }
        }
    }

    private static void CheckCarried(PolicyDocument document, DiagnosticList diagnostics)
    {
        var carried = document.SendConnectors.SelectMany(c => c.Domains).Select(d => d.Value).ToList();
        foreach (var name in document.AcceptedDomains.Select(a => a.Name).OfType<Located<DomainPattern>>())
        {
            // That no domain may be accepted by the name of all of them was said.
            if (name.Value.Text != "*" && !carried.Exists(c => c.Covers(name.Value)))
            {
                var remedy = Suggestion.Closest(name.Value.Text, carried.Select(c => c.Text)) is { } closest
                    ? $"did you mean {Quoted.Text(closest)}?"
                    : "add it to the 'domains' of one";
                diagnostics.Error(name.Location, $"no send connector carries mail for {Quoted.Text(name.Value.Text)}; {remedy}");
            }
        }
    }

    private static void CheckCircles(PolicyDocument document, DiagnosticList diagnostics)
    {
        var own = document.ReceiveConnectors.SelectMany(c => c.Listen.Concat(c.ListenImplicitTls)).ToList();
        foreach (var server in document.SendConnectors.SelectMany(c => c.Servers))
        {
            if (IPAddress.TryParse(server.Value.Host, out var address)
                && own.Find(e => IsAt(e.Value, address, server.Value.Port)) is { Value: not null } back)
            {
                diagnostics.Error(server.Location, $"mail would go in circles: {server.Value.Authority} is this server's own receive connector, at {back.Location}");
            }
        }
    }

    // Which other addresses are this host's own is not known here.
    private static bool IsAt(IPEndPoint own, IPAddress address, int port) =>
        own.Port == port && (own.Address.Equals(address) || (IPAddress.IsLoopback(address) && (own.Address.Equals(IPAddress.Any) || own.Address.Equals(IPAddress.IPv6Any))));
}
