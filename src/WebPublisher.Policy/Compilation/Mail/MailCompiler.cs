using WebPublisher.Policy.Compilation.Mail.Agents;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the sections of the mail half.</summary>
internal static class MailCompiler
{
    /// <summary>Compiles the sections; null when neither a receive connector nor a screener listener is declared. Everything is checked in either case.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="server">Says where things are kept by default.</param>
    /// <param name="context">The load.</param>
    public static MailPolicy? Compile(PolicyDocument document, ServerPolicy server, CompilationContext context)
    {
        var accepted = AcceptedDomainCompiler.Compile(document.AcceptedDomains, context);
        var sending = new SendConnectorCompiler(document, context).Compile();
        var receiving = new ReceiveConnectorCompiler(document, context).Compile();
        var filter = SmtpFilterCompiler.Compile(document.SmtpFilter, context);
        var agents = new AgentCompiler(document, context).Compile(accepted);
        var screening = new ScreenerListenerCompiler(document.Agents, context).Compile(document.ScreenerListeners);
        MailRoutes.Check(document, context);
        SmtpFilterCompiler.CheckNeeds(document.SmtpFilter, filter, receiving, context);
        return document.ReceiveConnectors.Count + document.ScreenerListeners.Count == 0 ? null : new MailPolicy
        {
            AcceptedDomains = accepted,
            ReceiveConnectors = receiving,
            SendConnectors = sending,
            SmtpFilter = filter,
            Hold = Hold(document.Hold),
            Agents = agents,
            ScreenerListeners = screening,
            PipelineTracing = PipelineTracingCompiler.Compile(document.PipelineTracing, server),
        };
    }

    private static HoldPolicy Hold(HoldDocument? document) => document is null ? HoldPolicy.Default : new HoldPolicy(
        document.MaxAge?.Value ?? HoldPolicy.Default.MaximumAge,
        document.MaxMessages?.Value ?? HoldPolicy.Default.MaximumMessages,
        document.MaxSize?.Value.Bytes ?? HoldPolicy.Default.MaximumSize);
}
