using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Telemetry;

/// <summary>
/// Sets up the server's own log on standard error. <c>WEBPUBLISHER_LOG=json</c> asks for JSON lines, <c>WEBPUBLISHER_LOG_LEVEL=warning</c> leaves out the lines of
/// served requests.
/// </summary>
public static partial class LoggingSetup
{
    /// <summary>Names the style: <c>json</c> or <c>text</c>.</summary>
    public const string StyleVariable = "WEBPUBLISHER_LOG";

    /// <summary>Names the lowest level written: <c>debug</c>, <c>information</c> (default), <c>warning</c> or <c>error</c>.</summary>
    public const string LevelVariable = "WEBPUBLISHER_LOG_LEVEL";

    /// <summary>Sets it up as the environment and the command line ask.</summary>
    /// <param name="json">Whether the command line asks for JSON lines.</param>
    /// <param name="time">The clock of the lines.</param>
    public static ILoggerFactory FromEnvironment(bool json, TimeProvider time)
    {
        var style = Environment.GetEnvironmentVariable(StyleVariable);
        var level = Environment.GetEnvironmentVariable(LevelVariable);
        var loggers = Create(
            json ? LogStyle.Json : ChooseStyle(style, Environment.GetEnvironmentVariable("JOURNAL_STREAM"), Console.IsErrorRedirected) ?? LogStyle.Text,
            ChooseLevel(level) ?? LogLevel.Information,
            time);
        var logger = loggers.CreateLogger(typeof(LoggingSetup));
        if (ChooseStyle(style, journalStream: null, isErrorRedirected: false) is null)
        {
            LogUnknownValue(logger, StyleVariable, "json or text");
        }

        if (ChooseLevel(level) is null)
        {
            LogUnknownValue(logger, LevelVariable, "debug, information, warning or error");
        }

        return loggers;
    }

    /// <summary>Which style is meant.</summary>
    /// <param name="requested">Value of <see cref="StyleVariable"/>, or null.</param>
    /// <param name="journalStream">Value of <c>JOURNAL_STREAM</c>, which systemd sets when a stream of a service leads to the journal.</param>
    /// <param name="isErrorRedirected">False on a terminal, which may have inherited systemd's variables from a user's session.</param>
    /// <returns>Null when <paramref name="requested"/> is none of the known values.</returns>
    public static LogStyle? ChooseStyle(string? requested, string? journalStream, bool isErrorRedirected) => requested?.ToLowerInvariant() switch
    {
        "json" => LogStyle.Json,
        null or "" or "text" => journalStream is { Length: > 0 } && isErrorRedirected ? LogStyle.Journal : LogStyle.Text,
        _ => null,
    };

    /// <summary>Which level is meant.</summary>
    /// <param name="requested">Value of <see cref="LevelVariable"/>, or null.</param>
    /// <returns>Null when it is none of the known values.</returns>
    public static LogLevel? ChooseLevel(string? requested) => requested?.ToLowerInvariant() switch
    {
        "debug" => LogLevel.Debug,
        null or "" or "information" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => null,
    };

    /// <summary>Sets it up on standard error.</summary>
    public static ILoggerFactory Create(LogStyle style, LogLevel minimum, TimeProvider time) => Create(style, minimum, time, Console.OpenStandardError());

    /// <summary>Sets it up on another output, which may block and is not disposed.</summary>
    internal static ILoggerFactory Create(LogStyle style, LogLevel minimum, TimeProvider time, Stream output) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(minimum);
        var framework = minimum > LogLevel.Warning ? minimum : LogLevel.Warning;
        logging.AddFilter("Microsoft", framework).AddFilter("System", framework).AddFilter("Yarp", framework).AddFilter("Polly", framework);

        // While this category is on, ASP.NET Core makes an activity for every request, out of the stranger's own trace context.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Made by the container, which disposes only what it made.
        ILineFormatter formatter = style is LogStyle.Json ? new JsonLineFormatter(time) : new LineFormatter(style is LogStyle.Journal, time);
        logging.Services.AddSingleton<ILoggerProvider>(_ => new ServerLog(formatter, output, time));
    });

    [LoggerMessage(EventId = 5000, EventName = "UnknownLogSetting", Level = LogLevel.Warning, Message = "The value of {Variable} is not known: expected {Expected}; the default is used")]
    private static partial void LogUnknownValue(ILogger logger, string variable, string expected);
}
