using System.Collections.Frozen;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>logging</c>.</summary>
internal static class LoggingCompiler
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    public static LoggingPolicy Compile(LoggingDocument? document, CompilationContext context) => new(
        Log(document?.AccessLog, context),
        (document?.QueryParameters ?? []).Select(p => p.Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase))
    {
        ProtocolLog = Log(document?.ProtocolLog, context),
        AgentLog = Log(document?.AgentLog, context),
    };

    private static RotatingLogPolicy? Log(RotatingLogDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        var fileSize = document.MaxFileSize?.Value.Bytes ?? 10 * Megabyte;
        var directorySize = document.MaxDirectorySize?.Value.Bytes ?? 250 * Megabyte;
        if (fileSize > directorySize)
        {
            context.Diagnostics.Error(
                document.LocationOf(nameof(document.MaxFileSize)), "one file may not be larger than all files together (maxDirectorySize)");
        }

        return document.Directory is { } directory
            ? new RotatingLogPolicy(directory.Value.FullPath, fileSize, directorySize, document.MaxAge?.Value ?? TimeSpan.FromDays(30))
            : null;
    }
}
