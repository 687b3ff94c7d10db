using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Refusals;

/// <summary>Where refusals are kept by the policy in force, if that can be written.</summary>
/// <param name="logger">Where it is told when it cannot.</param>
internal sealed partial class RefusalTarget(ILogger logger)
{
    private readonly ILogger _logger = logger;
    private volatile RotatingLogPolicy? _current;

    /// <summary>Where; null for nowhere. For any thread.</summary>
    public RotatingLogPolicy? Current => _current;

    /// <summary>
    /// Follows a policy. Nobody asked for the log by name in most policies, so a directory that cannot be written is worth one warning and no error with each refusal.
    /// Nothing is created that stays.
    /// </summary>
    public void Follow(LoggingPolicy policy)
    {
        try
        {
            if (policy.RefusalLog is { } log)
            {
                Probe(log.Directory);
            }

            _current = policy.RefusalLog;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _current = null;
            NotKept(policy.RefusalLog!.Directory, error.Message);
        }
    }

    private static void Probe(string directory)
    {
        while (!Path.Exists(directory) && Path.GetDirectoryName(directory) is { } parent)
        {
            directory = parent;
        }

        using var probe = new FileStream(
            Path.Combine(directory, $".{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    [LoggerMessage(EventId = 6045, EventName = "RefusalsNotKept", Level = LogLevel.Warning, Message = "Refusals are not kept for 'webpublisher explain': {Directory} cannot be written: {Error}")]
    private partial void NotKept(string directory, string error);
}
