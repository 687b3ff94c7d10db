using WebPublisher.Ipsec;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Commands.Ipsec;

/// <summary>The section <c>ipsec</c> of the policy a command works on.</summary>
internal static class IpsecSection
{
    /// <summary>Loads it.</summary>
    /// <exception cref="CommandFailure">There is none, or the policy has errors.</exception>
    public static IpsecPolicy Load(string? named, TimeProvider time) =>
        PolicyFile.Load(named, time).Ipsec ?? throw new CommandFailure("the policy declares no ipsec.", ExitCode.Usage);

    /// <summary>The connections that this machine is an end of.</summary>
    /// <exception cref="CommandFailure">It is an end of none.</exception>
    public static IReadOnlyList<IpsecRole> Own(IpsecPolicy policy) =>
        IpsecRole.Own(policy) is { Count: > 0 } roles ? roles : throw new CommandFailure("this machine is an end of no connection: each has side: neither.", ExitCode.Usage);

    /// <summary>Renders the files of a machine.</summary>
    /// <exception cref="CommandFailure">A preshared key cannot be read.</exception>
    public static IReadOnlyList<RenderedFile> Render(IpsecPolicy policy, IReadOnlyList<IpsecRole> roles)
    {
        var diagnostics = new DiagnosticList();
        var files = IpsecRendering.Render(policy.Processing, roles, diagnostics);
        return diagnostics.HasErrors ? throw new CommandFailure(string.Join('\n', diagnostics), ExitCode.PolicyErrors) : files;
    }
}
