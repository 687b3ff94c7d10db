using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>logging</c>.</summary>
internal static class LoggingCompiler
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    /// <param name="document">The section.</param>
    /// <param name="server">Says where refusals are kept by default.</param>
    /// <param name="context">The load.</param>
    public static LoggingPolicy Compile(LoggingDocument? document, ServerPolicy server, CompilationContext context) => new(
        Log(document?.AccessLog, context),
        (document?.QueryParameters ?? []).Select(p => p.Value).ToFrozenSet(StringComparer.OrdinalIgnoreCase))
    {
        ProtocolLog = Log(document?.ProtocolLog, context),
        AgentLog = Log(document?.AgentLog, context),
        RefusalLog = RefusalLog(document?.RefusalLog ?? new(), Path.Combine(server.StateDirectory, "refusals"), context),
    };

    private static RotatingLogPolicy? Log(RotatingLogDocument? document, CompilationContext context) => document is null ? null : Rotation(
        document.Directory?.Value.FullPath,
        document.MaxFileSize?.Value.Bytes,
        document.MaxDirectorySize?.Value.Bytes,
        document.MaxAge?.Value,
        document.LocationOf(nameof(document.MaxFileSize)),
        context);

    // Refusals are kept without being asked for: whoever reads a number out to an operator did not ask before either.
    private static RotatingLogPolicy? RefusalLog(RefusalLogDocument document, string directory, CompilationContext context)
    {
        var rotation = Rotation(
            document.Directory?.Value.FullPath ?? directory,
            document.MaxFileSize?.Value.Bytes,
            document.MaxDirectorySize?.Value.Bytes,
            document.MaxAge?.Value,
            document.LocationOf(nameof(document.MaxFileSize)),
            context);
        return document.Enabled?.Value == false ? null : rotation;
    }

    private static RotatingLogPolicy? Rotation(string? directory, long? maxFileSize, long? maxDirectorySize, TimeSpan? maxAge, SourceLocation location, CompilationContext context)
    {
        var fileSize = maxFileSize ?? 10 * Megabyte;
        var directorySize = maxDirectorySize ?? 250 * Megabyte;
        if (fileSize > directorySize)
        {
            context.Diagnostics.Error(location, "one file may not be larger than all files together (maxDirectorySize)");
        }

        return directory is null ? null : new RotatingLogPolicy(directory, fileSize, directorySize, maxAge ?? TimeSpan.FromDays(30));
    }
}
