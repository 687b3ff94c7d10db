using System.Collections.Immutable;

namespace WebPublisher.Policy.VirtualPatches;

/// <summary>
/// A known attack that is stopped in front of the software it is aimed at. This is what a policy knows of it; how it is recognised is the web half's affair. An attacker is
/// told of neither.
/// </summary>
/// <param name="Id">Its short name, by which policies and logs know it: camelCase.</param>
/// <param name="Product">The software that is attacked.</param>
/// <param name="References">CVE numbers, or CWE numbers where the attack is of a kind; by each of them a policy may name it.</param>
/// <param name="Blocks">The shape that is blocked, and its legitimate twin, for operators.</param>
/// <param name="EverySite">Whether it also guards rules that say nothing of the software behind them: no other software is asked in this shape.</param>
public sealed record VirtualPatch(string Id, PatchedProduct Product, ImmutableArray<string> References, string Blocks, bool EverySite = false)
{
    /// <summary>The name with its references, as logs have it: <c>proxyShell (CVE-2021-34473 CVE-2021-34523)</c>.</summary>
    public override string ToString() => References.IsEmpty ? Id : $"{Id} ({string.Join(' ', References)})";
}
