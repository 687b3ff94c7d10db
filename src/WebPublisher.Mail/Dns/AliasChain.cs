using System.Collections.Immutable;

namespace WebPublisher.Mail.Dns;

/// <summary>
/// Follows aliases (CNAME) through the answer section of a response. Only records of the name asked for, and of what that stands for, are used: a server that adds others is
/// not believed.
/// </summary>
/// <param name="Name">The name at the end of the chain.</param>
/// <param name="Records">Its records of the type asked for; none when the response does not have them.</param>
/// <param name="Length">Aliases followed.</param>
/// <param name="TimeToLive">Seconds the shortest-lived of them may be kept; the largest number when there are none.</param>
public readonly record struct AliasChain(DnsName Name, ImmutableArray<DnsRecord> Records, int Length, int TimeToLive)
{
    /// <summary>The most aliases followed for one look-up, over all responses it takes. Chains beyond two or three are mistakes; loops are not the only way to waste our time.</summary>
    public const int MaximumLength = 8;

    /// <summary>Follows the aliases of <paramref name="name"/>. A chain longer than <see cref="MaximumLength"/> is given up with a <see cref="Length"/> above it.</summary>
    /// <param name="answers">The answer section.</param>
    /// <param name="name">The name asked for.</param>
    /// <param name="type">The type asked for.</param>
    public static AliasChain Follow(ImmutableArray<DnsRecord> answers, DnsName name, DnsType type)
    {
        var chain = new AliasChain(name, [], 0, int.MaxValue);
        while (chain.Length <= MaximumLength)
        {
            var current = chain.Name;
            chain = chain with { Records = [.. answers.Where(r => r.Type == type && r.Name.Equals(current))] };
            if (!chain.Records.IsEmpty || answers.FirstOrDefault(r => r.Type == DnsType.Cname && r.Name.Equals(current)) is not NameRecord alias)
            {
                return chain;
            }

            chain = chain with { Name = alias.Target, Length = chain.Length + 1, TimeToLive = Math.Min(chain.TimeToLive, alias.TimeToLive) };
        }

        return chain;
    }
}
