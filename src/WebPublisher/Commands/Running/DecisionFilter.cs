using System.CommandLine.Parsing;
using System.Net;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.Running;

/// <summary>Which decisions are wanted; null for any.</summary>
/// <param name="Kind"><c>request</c>, <c>message</c> or <c>session</c>.</param>
/// <param name="Client">The client's network.</param>
/// <param name="Rule">The publishing rule that decided.</param>
/// <param name="Agent">The agent that decided.</param>
internal sealed record DecisionFilter(string? Kind, IPNetwork? Client, string? Rule, string? Agent)
{
    /// <summary>Whether a decision is wanted.</summary>
    public bool Wants(Decision decision) =>
        (Kind is null || decision.Kind == Kind)
        && (Client is not { } network || (IPAddress.TryParse(decision.Client, out var address) && network.Contains(address)))
        && (Rule is null || (decision.Kind == "request" && decision.By == Rule))
        && (Agent is null || (decision.Kind != "request" && decision.By == Agent));

    /// <summary>Reads an address or a network.</summary>
    public static IPNetwork? ParseClient(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        argument.AddError($"'{text}' is neither an address nor a network such as 198.51.100.0/24.");
        return null;
    }
}
