namespace WebPublisher.Ipsec;

/// <summary>A rule of nftables. Its comment is its own within its chain: by it the rule is known again among those that are loaded.</summary>
/// <param name="Chain">The chain it stands in.</param>
/// <param name="Text">The rule, without its comment.</param>
/// <param name="Purpose">What it does, in a few words without quotation marks.</param>
internal sealed record NftablesRule(string Chain, string Text, string Purpose)
{
    /// <summary>The purpose, and a mark over the rule, so that a rule of an older policy is not taken for it.</summary>
    public string Comment => $"{Purpose} {Mark(Text)}";

    private static string Mark(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
