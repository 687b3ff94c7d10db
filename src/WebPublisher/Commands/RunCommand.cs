using System.CommandLine;
using Microsoft.Extensions.Logging;
using WebPublisher.Publishing;
using WebPublisher.Telemetry;

namespace WebPublisher.Commands;

/// <summary><c>run</c>: publishes until it is told to stop.</summary>
internal sealed partial class RunCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public RunCommand(TimeProvider time)
        : base("run", "Publishes by a policy. Reloads it when its files change and on SIGHUP; drains and stops on SIGTERM or SIGINT, at once on a second.")
    {
        var policy = PolicyFile.Option();
        var only = new Option<string?>("--only") { Description = "Run one half, for two service units that share a policy. Each then needs an operations address of its own.", HelpName = "web|smtp" };
        only.AcceptOnlyFromAmong("web", "smtp");
        var unchecked_ = new Option<bool>("--no-dns-check") { Description = "Do not look up where the published names lead." };
        var json = new Option<bool>("--log-json") { Description = "Log JSON, one object a line." };
        var dump = new Option<string?>("--pipeline-dump") { Description = "For test environments: write every event of every SMTP session to DIR as XML, with addresses and header fields.", HelpName = "DIR" };
        foreach (var option in new Option[] { policy, only, unchecked_, json, dump })
        {
            Options.Add(option);
        }

        SetAction((parsed, _) => RunAsync(
            PolicyFile.Locate(parsed.GetValue(policy)),
            parsed.GetValue(only) switch { "web" => PublisherParts.Web, "smtp" => PublisherParts.Smtp, _ => PublisherParts.All },
            !parsed.GetValue(unchecked_),
            parsed.GetValue(json),
            parsed.GetValue(dump) is { } directory ? Path.GetFullPath(directory) : null,
            time));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["run", "run --policy /etc/webpublisher/webpublisher.yaml --log-json", "run --no-dns-check", "run --only smtp"];

    private static async Task<int> RunAsync(string path, PublisherParts parts, bool checkNames, bool json, string? dump, TimeProvider time)
    {
        using var loggers = LoggingSetup.FromEnvironment(json, time);
        var logger = loggers.CreateLogger<RunCommand>();
        using var signals = new StopSignals();
        var options = new PublisherOptions { Policy = path, Loggers = loggers, Time = time, Parts = parts, CheckNames = checkNames, PipelineDump = dump };
        await using (var publisher = await PublisherFailures.ExplainAsync(() => Publisher.StartAsync(options, CancellationToken.None), path))
        {
            signals.OnHangup(() => _ = publisher.ReloadAsync());
            await signals.Stopping;
            Stopping(logger);
        }

        Stopped(logger);
        return ExitCode.Ok;
    }

    [LoggerMessage(6020, LogLevel.Information, "Stopping: requests and mail under way are finished. A second signal ends at once.")]
    private static partial void Stopping(ILogger logger);

    [LoggerMessage(6021, LogLevel.Information, "Stopped")]
    private static partial void Stopped(ILogger logger);
}
