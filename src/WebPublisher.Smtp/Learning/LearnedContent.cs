using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Facts;
using WebPublisher.Mail.Scoring.Learning;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Smtp.Learning;

/// <summary>
/// Scores messages by the shipped rules and by what was taught last. The files are looked at several times a second; what has changed is read aside and put in force whole, so
/// that nobody who scores waits.
/// </summary>
public sealed class LearnedContent : IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(250);

    private readonly LearningFiles? _files;
    private readonly ILogger? _logger;
    private readonly ITimer? _watch;
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _seen;
    private volatile Snapshot _current;

    private LearnedContent() => _current = Nothing();

    private LearnedContent(LearningFiles files, TimeProvider time, TimeSpan interval, ILogger logger)
    {
        (_files, _logger, _current) = (files, logger, Nothing());
        Follow();
        _watch = time.CreateTimer(_ => Follow(), null, interval, interval);
    }

    /// <summary>Nothing was taught, and nothing will be: rules alone.</summary>
    public static LearnedContent Untaught { get; } = new();

    /// <summary>What was learned so far.</summary>
    public LessonCounts Counts => _current.Model.Counts;

    /// <summary>Follows what is taught in a state directory. What cannot be read is told in the log, and rules judge alone until it can.</summary>
    /// <param name="files">The files.</param>
    /// <param name="time">By what to look: the system's clock, for other processes live by that one.</param>
    /// <param name="logger">Told of changes and failures.</param>
    public static LearnedContent Open(LearningFiles files, TimeProvider time, ILogger logger) => new(files, time, WatchInterval, logger);

    /// <summary>What is taught now, and no more: for rehearsals.</summary>
    /// <param name="files">The files.</param>
    /// <param name="logger">Told of failures.</param>
    public static LearnedContent Read(LearningFiles files, ILogger logger) => new(files, TimeProvider.System, Timeout.InfiniteTimeSpan, logger);

    /// <summary>Scores a message.</summary>
    public ContentVerdict Judge(MailFacts facts)
    {
        var current = _current;
        return current.Scorer.Judge(facts, current.Model);
    }

    /// <summary>Follows no longer.</summary>
    public void Dispose() => _watch?.Dispose();

    // Without lessons no token is looked at, whatever its hash.
    private static Snapshot Nothing() => new(new ContentScorer(RuleSet.Shipped, new TokenKey(RandomNumberGenerator.GetBytes(TokenKey.Length))), LearnedModel.Empty);

    private void Follow()
    {
        lock (_gate)
        {
            var file = new FileInfo(_files!.Model);
            var found = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (found == _seen)
            {
                return;
            }

            _seen = found;
            try
            {
                var (key, model) = (_files.ReadKey(), _files.ReadModel());
                _current = key is null || model is null ? Nothing() : new Snapshot(new ContentScorer(RuleSet.Shipped, key), model);
                LearningLog.Learned(_logger!, _current.Model.Counts.Ham, _current.Model.Counts.Spam, _current.Model.TokenCount);
            }
            catch (LearningException e)
            {
                LearningLog.NotLearned(_logger!, e.Message);
            }
        }
    }

    private sealed record Snapshot(ContentScorer Scorer, LearnedModel Model);
}
