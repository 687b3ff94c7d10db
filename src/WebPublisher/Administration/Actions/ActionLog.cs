using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Actions;

/// <summary>Tells who has done what by the administration.</summary>
/// <param name="logger">Where it is told.</param>
internal sealed partial class ActionLog(ILogger<ActionLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Tells of every outcome of an action.</summary>
    /// <param name="caller">Who asked.</param>
    /// <param name="action">The path.</param>
    /// <param name="outcomes">What came of it.</param>
    public void Write(string caller, string action, ImmutableArray<ActionOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Done)
            {
                Done(caller, action, outcome.Message);
            }
            else
            {
                NotDone(caller, action, outcome.Message);
            }
        }
    }

    [LoggerMessage(EventId = 5120, EventName = "ActionDone", Level = LogLevel.Information, Message = "{Caller} asked for {Action}: {Outcome}")]
    private partial void Done(string caller, string action, string outcome);

    [LoggerMessage(EventId = 5121, EventName = "ActionNotDone", Level = LogLevel.Warning, Message = "{Caller} asked for {Action}, which was not done: {Outcome}")]
    private partial void NotDone(string caller, string action, string outcome);
}
