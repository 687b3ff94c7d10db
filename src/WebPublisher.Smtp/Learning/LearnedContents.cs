using Microsoft.Extensions.Logging;
using WebPublisher.Policy;

namespace WebPublisher.Smtp.Learning;

/// <summary>What was learned in each state directory that a policy has named since the start. Sessions keep what they began with. Not safe for concurrent use.</summary>
internal sealed class LearnedContents(ILogger logger) : IDisposable
{
    private readonly Dictionary<string, LearnedContent> _open = new(StringComparer.Ordinal);

    /// <summary>What was learned in a policy's directory.</summary>
    public LearnedContent Of(PublisherPolicy policy)
    {
        var directory = policy.Server.StateDirectory;
        if (!_open.TryGetValue(directory, out var content))
        {
            content = LearnedContent.Open(new LearningFiles(directory), TimeProvider.System, logger);
            _open.Add(directory, content);
        }

        return content;
    }

    public void Dispose()
    {
        foreach (var content in _open.Values)
        {
            content.Dispose();
        }
    }
}
