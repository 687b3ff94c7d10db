using Microsoft.Extensions.Logging.Console;

namespace WebPublisher.Telemetry;

/// <summary>Settings of <see cref="LineFormatter"/>.</summary>
internal sealed class LineFormatterOptions : ConsoleFormatterOptions
{
    /// <summary>Whether the line goes to the journal.</summary>
    public bool IsForJournal { get; set; }
}
