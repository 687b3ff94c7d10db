using System.Security.Cryptography;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Compilation.Firewall;

/// <summary>Digests of rule files, each read once a load however many sections ask for it.</summary>
internal sealed class WafRuleFileDigests
{
    private readonly Dictionary<string, byte[]> _digests = new(StringComparer.Ordinal);

    /// <summary>The digest of a file's content; that it cannot be read is reported.</summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="maximum">Longest file accepted, in bytes.</param>
    /// <param name="location">Where the policy asks for it.</param>
    /// <param name="context">The load.</param>
    public byte[] DigestOf(string file, int maximum, SourceLocation location, CompilationContext context)
    {
        if (!_digests.TryGetValue(file, out var digest))
        {
            digest = SHA256.HashData(context.Files.Read(file, maximum, location, context.Diagnostics) ?? []);
            _digests.Add(file, digest);
        }

        return digest;
    }
}
