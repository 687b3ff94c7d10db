using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Reload;

/// <summary>What is logged of a policy's life. Event ids 1000-1099.</summary>
internal static partial class ReloadLog
{
    [LoggerMessage(1000, LogLevel.Information, "Policy {Revision} from {Path} is in force")]
    public static partial void Started(ILogger log, string revision, string path);

    [LoggerMessage(1001, LogLevel.Information, "Policy {Revision} is in force, in place of {Previous}")]
    public static partial void Applied(ILogger log, string revision, string previous);

    [LoggerMessage(1002, LogLevel.Information, "The policy files were read again; policy {Revision} is unchanged and stays in force")]
    public static partial void Unchanged(ILogger log, string revision);

    [LoggerMessage(1003, LogLevel.Error, "The changed policy has {Errors} errors and is not used; policy {Revision} stays in force")]
    public static partial void Rejected(ILogger log, int errors, string revision);

    [LoggerMessage(1004, LogLevel.Error, "Policy {Revision} could not be put in force; policy {Previous} stays")]
    public static partial void ActivationFailed(ILogger log, string revision, string previous, Exception cause);

    [LoggerMessage(1005, LogLevel.Critical, "{Part} could not be given policy {Revision} again and runs by another one: restart the server")]
    public static partial void RevertFailed(ILogger log, string part, string revision, Exception cause);

    [LoggerMessage(1006, LogLevel.Error, "The policy files could not be loaded; policy {Revision} stays in force")]
    public static partial void LoadFailed(ILogger log, string revision, Exception cause);

    [LoggerMessage(1007, LogLevel.Error, "Looking for changed policy files failed; it is tried again")]
    public static partial void WatchFailed(ILogger log, Exception cause);

    [LoggerMessage(1010, LogLevel.Error, "{Location}: {Message}")]
    public static partial void Error(ILogger log, SourceLocation location, string message);

    [LoggerMessage(1011, LogLevel.Warning, "{Location}: {Message}")]
    public static partial void Warning(ILogger log, SourceLocation location, string message);

    public static void Diagnostics(ILogger log, DiagnosticList diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                Error(log, diagnostic.Location, diagnostic.Message);
            }
            else
            {
                Warning(log, diagnostic.Location, diagnostic.Message);
            }
        }
    }
}
