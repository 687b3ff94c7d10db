using System.CommandLine;
using WebPublisher.State.Addresses;

namespace WebPublisher.Commands.State;

/// <summary><c>ip</c>: the stored lists of addresses.</summary>
internal sealed class IpCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock entries expire by.</param>
    public IpCommand(TimeProvider time)
        : base("ip", "Allows and blocks addresses of mail clients, beside the lists of the policy. A running server follows within a second.")
    {
        Subcommands.Add(new IpAddCommand("allow", "Lets clients in: no agent against spam judges them. Who is allowed and blocked is allowed.", AddressListKind.Allow, time));
        Subcommands.Add(new IpAddCommand("block", "Keeps clients out: they are refused at MAIL.", AddressListKind.Block, time));
        Subcommands.Add(new IpListCommand(time));
        Subcommands.Add(new IpRemoveCommand(time));
    }
}
