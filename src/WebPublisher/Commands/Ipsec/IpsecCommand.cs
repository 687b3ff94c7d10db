using System.CommandLine;

namespace WebPublisher.Commands.Ipsec;

/// <summary><c>ipsec</c>: what travels between this machine and the servers behind through IPsec only.</summary>
internal sealed class IpsecCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public IpsecCommand(TimeProvider time)
        : base("ipsec", "Renders the policy's IPsec connections for strongSwan and nftables, and says how they stand.")
    {
        Subcommands.Add(new IpsecRenderCommand(time));
        Subcommands.Add(new IpsecStatusCommand(time));
        Subcommands.Add(new IpsecCheckCommand(time));
    }

    /// <summary>The option that names strongSwan's socket.</summary>
    public static Option<string?> UriOption() => new("--uri") { Description = "strongSwan's vici socket. Default: swanctl's own.", HelpName = "URI" };
}
