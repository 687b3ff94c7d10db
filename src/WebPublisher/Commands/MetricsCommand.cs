using WebPublisher.Telemetry;

namespace WebPublisher.Commands;

/// <summary><c>metrics</c>: what is measured, for those who build dashboards.</summary>
internal sealed class MetricsCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    public MetricsCommand()
        : base("metrics", "Prints the reference of metrics: names, units, labels and their values, in Markdown.") =>
        SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(MetricsReference.ToMarkdown());
            return ExitCode.Ok;
        });

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["metrics > docs/metrics.md"];
}
