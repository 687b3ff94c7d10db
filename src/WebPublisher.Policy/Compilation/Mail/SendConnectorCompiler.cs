using System.Collections.Immutable;
using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>sendConnectors</c>.</summary>
/// <param name="policy">The policy it stands in.</param>
/// <param name="context">The load.</param>
internal sealed class SendConnectorCompiler(PolicyDocument policy, CompilationContext context)
{
    private const int ImplicitTlsPort = 465;

    private readonly ConnectorSurroundings _surroundings = new(policy, context.Diagnostics);

    /// <summary>Compiles and declares every connector; those with errors are left out.</summary>
    public ImmutableArray<SendConnector> Compile()
    {
        var connectors = ImmutableArray.CreateBuilder<SendConnector>();
        foreach (var document in policy.SendConnectors)
        {
            var connector = Compile(document);
            if (document.Name is { } name)
            {
                context.SendConnectors.Declare(name, connector);
            }

            if (connector is not null)
            {
                connectors.Add(connector);
            }
        }

        return connectors.ToImmutable();
    }

    private SendConnector? Compile(SendConnectorDocument document)
    {
        CheckServers(document);
        CheckTls(document);
        var certificate = FrontEndCertificateCompiler.Compile(document.Certificate, context);
        var fqdn = _surroundings.Fqdn(document.Fqdn, document.Has(nameof(document.Fqdn)), document.Start);
        var log = _surroundings.WritesLog(document.ProtocolLog);
        var password = SecretCompiler.Read(document.Credentials?.Password, context);
        var lost = document.Has(nameof(document.Credentials)) && (document.Credentials?.User is null || password is null);
        if (lost || document.Name is not { } name || document.Domains.Count == 0 || document.Servers.Count == 0 || certificate is null || fqdn is null)
        {
            return null;
        }

        var usual = new SendConnector
        {
            Name = name.Value,
            Location = document.Start,
            Domains = [.. document.Domains.Select(d => d.Value)],
            Servers = [.. document.Servers.Select(s => s.Value)],
            Certificate = certificate,
            Fqdn = fqdn,
            User = document.Credentials?.User?.Value,
            Password = password,
            ProtocolLog = log,
        };
        return usual with
        {
            Tls = document.Tls?.Value ?? usual.Tls,
            HeaderFirewall = document.HeaderFirewall?.Value ?? LeadsOutside(usual),
            MessagesPerConnection = document.MessagesPerConnection?.Value ?? usual.MessagesPerConnection,
            ConnectTimeout = document.Timeouts?.Connect?.Value ?? usual.ConnectTimeout,
            CommandTimeout = document.Timeouts?.Command?.Value ?? usual.CommandTimeout,
            FinalTimeout = document.Timeouts?.Final?.Value ?? usual.FinalTimeout,
        };
    }

    // Who carries what is not the organisation's may be anybody; who carries its own domains alone is an inner server.
    private bool LeadsOutside(SendConnector connector) =>
        connector.Domains.Any(domain => !policy.AcceptedDomains.Any(accepted => accepted.Name is { } name && name.Value.Covers(domain)));

    private void CheckServers(SendConnectorDocument document)
    {
        foreach (var twice in document.Servers.GroupBy(s => s.Value.Authority, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            context.Diagnostics.Error(twice.Location, $"server {twice.Value.Authority} is listed twice");
        }

        if (document.Tls is not { Value: SendTls.Implicit } && document.Tls.HasValue == document.Has(nameof(document.Tls)))
        {
            foreach (var submissions in document.Servers.Where(s => s.Value.Port == ImplicitTlsPort))
            {
                context.Diagnostics.Warning(submissions.Location, "port 465 usually speaks TLS from the first byte (RFC 8314); then write tls: implicit");
            }
        }
    }

    private void CheckTls(SendConnectorDocument document)
    {
        if (document.Tls is not { Value: SendTls.Off } off)
        {
            return;
        }

        context.Diagnostics.Warning(
            off.Location,
            IpsecCoverage.OfServers(
                "tls: off sends mail in clear", "; whoever can listen between here and its servers reads and changes it", document.Servers.Select(s => s.Value), context));
        if (document.Has(nameof(document.Certificate)))
        {
            context.Diagnostics.Error(
                document.LocationOf(nameof(document.Certificate)), "'certificate' has no meaning beside tls: off; no server shows one without TLS");
        }

        if (document.Has(nameof(document.Credentials)))
        {
            context.Diagnostics.Error(
                document.LocationOf(nameof(document.Credentials)), "a password is never sent in clear; write tls: required, or leave 'credentials' out");
        }
    }
}
