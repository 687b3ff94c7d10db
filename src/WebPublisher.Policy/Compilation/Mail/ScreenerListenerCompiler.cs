using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>screenerListeners</c>.</summary>
/// <param name="agents">The section <c>agents</c>.</param>
/// <param name="context">The load.</param>
internal sealed class ScreenerListenerCompiler(IEnumerable<AgentDocument> agents, CompilationContext context)
{
    private readonly FrozenSet<string> _declaredAgents =
        ScreenerListener.Eligible.Where(key => agents.Any(agent => agent.Has(char.ToUpperInvariant(key[0]) + key[1..]))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Compiles every listener; those with errors are left out.</summary>
    public ImmutableArray<ScreenerListener> Compile(IEnumerable<ScreenerListenerDocument> documents)
    {
        var listeners = ImmutableArray.CreateBuilder<ScreenerListener>();
        foreach (var document in documents)
        {
            var listener = Compile(document);
            if (document.Name is { } name)
            {
                context.ScreenerListeners.Declare(name, listener);
            }

            if (listener is not null)
            {
                listeners.Add(listener);
            }
        }

        return listeners.ToImmutable();
    }

    private ScreenerListener? Compile(ScreenerListenerDocument document)
    {
        // Everything is looked at before anything is given up, so that all errors are reported and nothing counts as unused by mistake.
        var clients = document.RemoteAddresses is { } set ? context.ClientAddressSets.Resolve(set) : null;
        var certificate = document.Certificate is { } reference ? context.Certificates.Resolve(reference) : null;
        var token = SecretCompiler.Read(document.Token, context);
        var judges = Judges(document);
        if (document.Listen is { } listen)
        {
            context.EndPoints.Claim(listen, $"the screener listener at {document.Start}");
            CheckReach(document, listen);
        }

        CheckProtocol(document);
        var lost = (document.RemoteAddresses.HasValue && clients is null) || (document.Certificate.HasValue && certificate is null) || (document.Has(nameof(document.Token)) && token is null);
        if (lost || document.Name is not { } name || document.Listen is not { } address || document.Protocol is not { } protocol || judges is null)
        {
            return null;
        }

        var usual = new ScreenerListener { Name = name.Value, Location = document.Start, EndPoint = address.Value, Protocol = protocol.Value, Agents = judges };
        return usual with
        {
            RemoteAddresses = clients,
            Certificates = certificate is null ? [] : [certificate],
            Token = token,
            HeaderFirewall = document.HeaderFirewall?.Value ?? usual.HeaderFirewall,
            Connections = document.Connections?.Value ?? usual.Connections,
            MessageSize = document.MessageSize?.Value.Bytes ?? usual.MessageSize,
            IdleTimeout = document.IdleTimeout?.Value ?? usual.IdleTimeout,
        };
    }

    private FrozenSet<string>? Judges(ScreenerListenerDocument document)
    {
        if (!document.Has(nameof(document.Agents)))
        {
            if (_declaredAgents.Count == 0)
            {
                context.Diagnostics.Warning(document.Start, $"this screener listener lets every message pass: 'agents' declares none of {string.Join(", ", ScreenerListener.Eligible)}");
            }

            return _declaredAgents;
        }

        var sound = document.Agents.Count > 0;
        foreach (var agent in document.Agents)
        {
            if (!ScreenerListener.Eligible.Contains(agent.Value, StringComparer.Ordinal))
            {
                context.Diagnostics.Error(agent.Location, $"{Quoted.Text(agent.Value)} is no agent that can judge here; expected one of {string.Join(", ", ScreenerListener.Eligible)}");
                sound = false;
            }
            else if (!_declaredAgents.Contains(agent.Value))
            {
                context.Diagnostics.Error(agent.Location, $"'agents' does not declare {Quoted.Text(agent.Value)}; declare it, or leave it out here");
                sound = false;
            }
        }

        return sound ? document.Agents.Select(agent => agent.Value).ToFrozenSet(StringComparer.Ordinal) : null;
    }

    /// <summary>Whoever reaches it learns what passes, and takes time of the scanners.</summary>
    private void CheckReach(ScreenerListenerDocument document, Located<IPEndPoint> listen)
    {
        if (IPAddress.IsLoopback(listen.Value.Address))
        {
            return;
        }

        if (!document.Has(nameof(document.RemoteAddresses)))
        {
            context.Diagnostics.Error(listen.Location, $"{listen.Value} can be reached from outside; name the client address set of your mail servers in 'remoteAddresses', or listen on 127.0.0.1");
        }

        if (document.Protocol is { Value: ScreenerProtocol.Http } && !document.Has(nameof(document.Token)))
        {
            context.Diagnostics.Error(listen.Location, $"{listen.Value} can be reached from outside; add token: {{ file: PATH }}, or listen on 127.0.0.1");
        }

        if (document.Protocol is { Value: ScreenerProtocol.Milter } || (document.Protocol.HasValue && !document.Has(nameof(document.Certificate))))
        {
            context.Diagnostics.Warning(
                listen.Location,
                IpsecCoverage.OfListener(
                    $"mail travels to {listen.Value} in clear",
                    "; listen on 127.0.0.1, protect the way by IPsec, or use protocol: http with a certificate",
                    listen.Value,
                    context));
        }
    }

    private void CheckProtocol(ScreenerListenerDocument document)
    {
        if (document.Protocol is not { Value: ScreenerProtocol.Milter })
        {
            return;
        }

        foreach (var (property, key) in new[] { (nameof(document.Certificate), "certificate"), (nameof(document.Token), "token") })
        {
            if (document.Has(property))
            {
                context.Diagnostics.Error(document.LocationOf(property), $"'{key}' has no meaning with protocol: milter; leave it out, or use protocol: http");
            }
        }
    }
}
