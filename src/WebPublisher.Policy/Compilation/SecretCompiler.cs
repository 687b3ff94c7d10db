using System.Text;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles where a secret is kept.</summary>
internal static class SecretCompiler
{
    /// <summary>Reads the secret, which is then part of the policy's revision; null when there is none to be had, which is reported.</summary>
    public static Secret? Read(SecretDocument? document, CompilationContext context)
    {
        if (Compile(document, context) is not { } source)
        {
            return null;
        }

        if (source.FilePath is { } path)
        {
            context.Files.DigestOf(path, SecretSource.MaxLength);
        }

        return source.Read(context.Diagnostics);
    }

    /// <summary>Finds the secret, or returns null when there is none or it has errors.</summary>
    public static SecretSource? Compile(SecretDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return null;
        }

        if (document.Has(nameof(document.File)) == document.Has(nameof(document.Env)))
        {
            context.Diagnostics.Error(document.Start, "expected either { file: PATH } or { env: NAME }");
            return null;
        }

        if (document.File is { } file)
        {
            return SecretSource.FromFile(file.Location, file.Value.FullPath);
        }

        if (document.Env is not { } variable)
        {
            return null;
        }

        // What is no name may be the secret itself: it is not repeated.
        if (!variable.Value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || char.IsAsciiDigit(variable.Value[0]))
        {
            context.Diagnostics.Error(
                variable.Location, "expected the name of an environment variable: letters, digits and underscores; the secret itself never stands here");
            return null;
        }

        context.Files.Digest(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(variable.Value) ?? ""));
        return SecretSource.FromEnvironment(variable.Location, variable.Value);
    }
}
