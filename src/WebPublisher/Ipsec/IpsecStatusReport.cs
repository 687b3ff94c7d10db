using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>What <c>ipsec status --json</c> writes.</summary>
/// <param name="Stands">Whether every connection stands.</param>
/// <param name="Problem">Why strongSwan cannot be asked; absent when it answers.</param>
/// <param name="Connections">Each connection that this machine is an end of.</param>
internal sealed record IpsecStatusReport(bool Stands, string? Problem, IReadOnlyList<IpsecState> Connections)
{
    /// <summary>Asks strongSwan.</summary>
    /// <param name="processing">Who encrypts.</param>
    /// <param name="roles">What this machine takes part in.</param>
    /// <param name="uri">strongSwan's socket, or null for the usual one.</param>
    public static async Task<IpsecStatusReport> AskAsync(IpsecProcessing processing, IReadOnlyList<IpsecRole> roles, string? uri)
    {
        var (raw, problem) = await ExternalProgram.AskAsync("swanctl", uri is null ? ["--list-sas", "--raw"] : ["--list-sas", "--raw", "--uri", uri]);
        var states = IpsecState.Of(processing, roles, raw ?? "");
        return new IpsecStatusReport(problem is null && states.All(s => s.Stands), problem, states);
    }
}
