using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>pipelineTracing</c>.</summary>
internal static class PipelineTracingCompiler
{
    private const int UsualMessages = 100;
    private const long UsualSize = 250L * 1024 * 1024;

    /// <summary>Compiles the section; null when it is absent, or has no sender: that is reported by whoever read it.</summary>
    /// <param name="document">The section.</param>
    /// <param name="server">Says where snapshots are kept by default.</param>
    public static PipelineTracingPolicy? Compile(PipelineTracingDocument? document, ServerPolicy server) => document?.Sender is not { } sender ? null : new PipelineTracingPolicy(
        sender.Value.Text,
        document.Directory?.Value.FullPath ?? Path.Combine(server.StateDirectory, "tracing"),
        document.MaxMessages?.Value ?? UsualMessages,
        document.MaxDirectorySize?.Value.Bytes ?? UsualSize);
}
