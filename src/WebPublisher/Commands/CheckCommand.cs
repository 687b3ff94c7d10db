using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Web.Firewall;
using WebPublisher.Wording;

namespace WebPublisher.Commands;

/// <summary><c>check</c>: is the policy well-formed?</summary>
internal sealed class CheckCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public CheckCommand(TimeProvider time)
        : base("check", "Checks a policy and prints every error and warning as file:line:column: message.")
    {
        var policy = PolicyFile.Option();
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(json);
        SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var path = PolicyFile.Locate(parsed.GetValue(policy));
            var loaded = new FirewallRules(time).Examine(new PolicyLoader(time).Load(path));
            var report = CheckReport.Of(path, loaded);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                Print(output, report, loaded);
            }

            return loaded.Policy is null ? ExitCode.PolicyErrors : ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["check", "check --policy /etc/webpublisher/webpublisher.yaml --json"];

    private static void Print(TextWriter output, CheckReport report, PolicyLoadResult loaded)
    {
        foreach (var diagnostic in loaded.Diagnostics)
        {
            output.WriteLine(diagnostic);
        }

        report.Mail?.Write(output);
        var counts = $"{Count.Of(report.Errors, "error")}, {Count.Of(report.Warnings, "warning")}";
        output.WriteLine(loaded.Policy is { } policy
            ? $"{report.Policy}: {counts}; revision {policy.Revision}, {Count.Of(policy.Web.Listeners.Length, "listener")}, {Count.Of(policy.Web.Rules.Length, "rule")}{Mail(policy.Mail)}"
            : $"{report.Policy}: {counts}");
    }

    private static string Mail(MailPolicy? mail) => mail is null
        ? ""
        : $", {Count.Of(mail.ReceiveConnectors.Length, "receive connector")}, {Count.Of(mail.SendConnectors.Length, "send connector")}";
}
