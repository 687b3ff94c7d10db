using System.CommandLine;
using WebPublisher.Commands.State;

namespace WebPublisher.Commands.Ipsec;

/// <summary><c>ipsec check</c>: is what the policy says in force on this machine?</summary>
internal sealed class IpsecCheckCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public IpsecCheckCommand(TimeProvider time)
        : base("check", "Compares this machine with the policy: installed files, loaded rules, strongSwan and its connections. Exit code 1 when something differs.")
    {
        var policy = PolicyFile.Option();
        var folder = new Option<string>("--in") { Description = "Where the files were written to.", HelpName = "DIR", DefaultValueFactory = _ => "/etc" };
        var uri = IpsecCommand.UriOption();
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(folder);
        Options.Add(uri);
        Options.Add(json);
        SetAction(async (parsed, _) =>
        {
            var ipsec = IpsecSection.Load(parsed.GetValue(policy), time);
            var report = await IpsecCheckReport.ExamineAsync(ipsec, IpsecSection.Own(ipsec), parsed.GetRequiredValue(folder), parsed.GetValue(uri));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                foreach (var finding in report.Findings)
                {
                    output.WriteLine($"{(finding.IsGood ? "ok    " : "WRONG ")} {finding.Subject}: {TextTable.Plain(finding.Text)}");
                }
            }

            return report.IsGood ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ipsec check", "ipsec check --json"];
}
