using System.CommandLine;

namespace WebPublisher.Commands.Firewall;

/// <summary><c>waf</c>: the web application firewall's rules and what they find.</summary>
internal sealed class WafCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public WafCommand(TimeProvider time)
        : base("waf", "Checks the rules of the web application firewall, tries requests on them, and reports on what they found.")
    {
        Subcommands.Add(new WafCheckCommand(time));
        Subcommands.Add(new WafEvalCommand(time));
        Subcommands.Add(new WafReportCommand());
    }
}
