using Microsoft.Extensions.Logging;
using WebPublisher.Telemetry;

namespace WebPublisher.Tests.Telemetry;

public sealed class LoggingSetupTests
{
    [Theory]
    [InlineData(null, null, true, LogStyle.Text)]
    [InlineData("", null, false, LogStyle.Text)]
    [InlineData("JSON", null, false, LogStyle.Json)]
    [InlineData("json", "8:1234", true, LogStyle.Json)]
    [InlineData(null, "8:1234", true, LogStyle.Journal)]
    [InlineData(null, "8:1234", false, LogStyle.Text)]
    [InlineData("xml", null, false, null)]
    public void The_style_follows_the_environment(string? requested, string? journal, bool isErrorRedirected, LogStyle? expected) =>
        Assert.Equal(expected, LoggingSetup.ChooseStyle(requested, journal, isErrorRedirected));

    [Theory]
    [InlineData(null, LogLevel.Information)]
    [InlineData("Debug", LogLevel.Debug)]
    [InlineData("warning", LogLevel.Warning)]
    [InlineData("error", LogLevel.Error)]
    [InlineData("loud", null)]
    public void The_level_follows_the_environment(string? requested, LogLevel? expected) => Assert.Equal(expected, LoggingSetup.ChooseLevel(requested));

    [Theory]
    [InlineData("WebPublisher.Web.Records.StructuredLog", LogLevel.Information)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning)]
    [InlineData("Yarp.ReverseProxy.Forwarder", LogLevel.Warning)]
    [InlineData("System.Net.Http", LogLevel.Warning)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)]
    public void Frameworks_speak_from_warnings_up(string category, LogLevel lowest)
    {
        using var loggers = LoggingSetup.Create(LogStyle.Text, LogLevel.Information, TimeProvider.System);
        var logger = loggers.CreateLogger(category);

        Assert.All(Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None), level => Assert.Equal(level >= lowest, logger.IsEnabled(level)));
    }
}
