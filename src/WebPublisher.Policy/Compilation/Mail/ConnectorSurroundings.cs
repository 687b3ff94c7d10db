using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>What receive and send connectors take from the rest of the policy: the name they go by, and the protocol log.</summary>
/// <param name="policy">The policy they stand in.</param>
/// <param name="diagnostics">Receives errors.</param>
internal sealed class ConnectorSurroundings(PolicyDocument policy, DiagnosticList diagnostics)
{
    /// <summary>The name a connector goes by; null when there is none, or it has errors.</summary>
    /// <param name="written">Its own <c>fqdn</c>.</param>
    /// <param name="hasKey">Whether that key was written, be it with a bad value.</param>
    /// <param name="connector">Where the connector begins.</param>
    public string? Fqdn(Located<FullyQualifiedName>? written, bool hasKey, SourceLocation connector)
    {
        if (hasKey)
        {
            return written?.Value.Text;
        }

        if (policy.Server is not { } server || !server.Has(nameof(server.Fqdn)))
        {
            diagnostics.Error(connector, "the connector needs a full host name to go by; add fqdn: NAME here, or to 'server' for every connector");
            return null;
        }

        return server.Fqdn?.Value.Text;
    }

    /// <summary>Whether a connector writes to the protocol log, which must then be there.</summary>
    public bool WritesLog(Located<ProtocolLogWord>? level)
    {
        if (level is not { Value: ProtocolLogWord.Verbose } verbose)
        {
            return false;
        }

        if (policy.Logging is not { } logging || !logging.Has(nameof(logging.ProtocolLog)))
        {
            diagnostics.Error(verbose.Location, "there is no protocol log to write to; add logging: { protocolLog: { directory: PATH } }");
        }

        return true;
    }
}
