using WebPublisher.Policy.Compilation.Ipsec;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>Compiles an <c>antivirus</c> agent.</summary>
internal static class AntivirusCompiler
{
    /// <summary>Compiles it; null after an error.</summary>
    /// <param name="document">What was written; null when it had errors.</param>
    /// <param name="location">Where the agent is declared.</param>
    /// <param name="context">The load.</param>
    public static AntivirusPolicy? Compile(AntivirusDocument? document, SourceLocation location, CompilationContext context)
    {
        if (document?.Clamd is not { } clamd)
        {
            return null;
        }

        if (clamd.Value.IsRemote)
        {
            context.Diagnostics.Warning(
                clamd.Location,
                IpsecCoverage.OfServer(
                    $"mail travels to {clamd.Value} in clear, because clamd speaks no TLS", "; let it run on this machine, or join the two by IPsec", clamd.Value.EndPoint, context));
        }

        if (document.OnUnavailable is { Value: AgentErrorAction.Accept } accept)
        {
            context.Diagnostics.Warning(accept.Location, "onUnavailable: accept lets mail pass unscanned while clamd is down; with defer, senders try again");
        }

        var usual = new AntivirusPolicy { Location = location, Clamd = clamd.Value };
        return usual with
        {
            OnInfected = document.OnInfected?.Value ?? usual.OnInfected,
            OnUnscannable = document.OnUnscannable?.Value ?? usual.OnUnscannable,
            OnTooLarge = document.OnTooLarge?.Value ?? usual.OnTooLarge,
            OnUnavailable = document.OnUnavailable?.Value ?? usual.OnUnavailable,
            Scans = document.Scans?.Value ?? usual.Scans,
            ConnectTimeout = document.ConnectTimeout?.Value ?? usual.ConnectTimeout,
            ScanTimeout = document.ScanTimeout?.Value ?? usual.ScanTimeout,
        };
    }
}
