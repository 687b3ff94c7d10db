using System.CommandLine;
using WebPublisher.Demo;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Telemetry;

namespace WebPublisher.Commands;

/// <summary><c>demo</c>: shows what publishing is, on this machine, with nothing else installed.</summary>
internal sealed class DemoCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public DemoCommand(TimeProvider time)
        : base("demo", "Starts a small webmail and mail server, publishes them on https://localhost:8443 and smtp://localhost:2525 by a policy, and prints what to try. Ctrl+C stops.")
    {
        var https = Port("--https-port", "Port of the published site.", DemoPorts.Shipped.Https);
        var http = Port("--http-port", "Port on which plain HTTP is refused.", DemoPorts.Shipped.Http);
        var smtp = Port("--smtp-port", "Port on which mail is received.", DemoPorts.Shipped.Smtp);
        var operations = Port("--operations-port", "Port of metrics and health.", DemoPorts.Shipped.Operations);
        var directory = new Option<string?>("--directory") { Description = "Where certificates, policy and logs go. Default: certs/demo of the working copy.", HelpName = "DIR" };
        foreach (var option in new Option[] { https, http, smtp, operations, directory })
        {
            Options.Add(option);
        }

        SetAction((parsed, _) =>
        {
            var ports = new DemoPorts(
                FreePort.Take(parsed.GetValue(https), https.Name),
                FreePort.Take(parsed.GetValue(http), http.Name),
                FreePort.Take(parsed.GetValue(operations), operations.Name),
                FrontEnd: 0,
                FreePort.Take(parsed.GetValue(smtp), smtp.Name),
                MailServer: 0);
            return RunAsync(parsed.InvocationConfiguration.Output, Path.GetFullPath(parsed.GetValue(directory) ?? DemoDirectory.Default), ports, time);
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["demo", "demo --https-port 9443 --http-port 9080", "demo --https-port 0 --http-port 0 --smtp-port 0 --operations-port 0"];

    private static Option<int> Port(string name, string description, int port)
    {
        var option = new Option<int>(name) { Description = $"{description} 0 takes any free one.", HelpName = "PORT", DefaultValueFactory = _ => port };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var given) && given is < 0 or > 65535)
            {
                result.AddError($"{name} takes a port from 0 to 65535.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(TextWriter output, string directory, DemoPorts ports, TimeProvider time)
    {
        using var loggers = LoggingSetup.FromEnvironment(json: false, time);
        using var signals = new StopSignals();
        var start = () => WebmailDemo.StartAsync(directory, ports, time, loggers, CancellationToken.None);
        await using (var demo = await PublisherFailures.ExplainAsync(start, DemoPolicy.PathIn(directory)))
        {
            signals.OnHangup(() => _ = demo.Publisher.ReloadAsync());
            DemoTour.Write(output, demo.Ports, directory, demo.Certificates, DemoAccount.All);
            await signals.Stopping;
        }

        await output.WriteLineAsync("Stopped. Certificates and logs stay for the next time; the policy is written anew.");
        return ExitCode.Ok;
    }
}
