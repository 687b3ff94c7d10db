using System.Security.Cryptography;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>trustedRoots</c>.</summary>
internal static class TrustedRootCompiler
{
    private const int LargestFile = 1024 * 1024;

    /// <summary>Reads and declares every entry; returns those that could be read.</summary>
    public static IReadOnlyList<TrustedRoots> Compile(DocumentMap<Located<FilePath>> documents, CompilationContext context)
    {
        var used = new List<TrustedRoots>();
        foreach (var (name, path) in documents)
        {
            // A path that could not be read has no text; that was reported.
            var roots = path.Value.FullPath is null ? null : Load(path, context);
            context.TrustedRoots.Declare(name, roots);
            if (roots is not null)
            {
                used.Add(roots);
            }
        }

        return used;
    }

    private static TrustedRoots? Load(Located<FilePath> path, CompilationContext context)
    {
        if (context.Files.Read(path.Value.FullPath, LargestFile, path.Location, context.Diagnostics) is not { } content)
        {
            return null;
        }

        var named = Quoted.Text(path.Value.Text);
        TrustedRoots roots;
        try
        {
            roots = context.RootStore.Parse(content);
        }
        catch (CryptographicException)
        {
            context.Diagnostics.Error(path.Location, $"a certificate in {named} is damaged");
            return null;
        }

        if (roots.Certificates.IsEmpty)
        {
            context.Diagnostics.Error(path.Location, $"{named} holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
            return null;
        }

        var now = context.Time.GetUtcNow();
        foreach (var root in roots.Certificates.Where(r => now.UtcDateTime > r.NotAfter.ToUniversalTime()))
        {
            context.Diagnostics.Warning(
                path.Location, $"the root {Quoted.Text(root.Subject)} in {named} expired on {root.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        }

        return roots;
    }
}
