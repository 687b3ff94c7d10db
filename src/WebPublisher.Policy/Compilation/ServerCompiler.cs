using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>server</c>.</summary>
internal static class ServerCompiler
{
    /// <summary>Compiles the section, or its defaults when it is absent.</summary>
    /// <param name="document">The section.</param>
    /// <param name="directory">Absolute path of the main file's directory, where state is kept by default.</param>
    /// <param name="context">The load.</param>
    public static ServerPolicy Compile(ServerDocument? document, string directory, CompilationContext context)
    {
        // The name stands in header fields (Via) and in file names.
        if (document?.Name is { } name && !HeaderText.IsToken(name.Value))
        {
            context.Diagnostics.Error(
                name.Location, $"{Quoted.Text(name.Value)} is not possible as a server's name; use letters, digits, hyphens and dots");
        }

        return new ServerPolicy(document?.Name?.Value ?? Environment.MachineName, StateDirectory(document, directory))
        {
            Fqdn = document?.Fqdn?.Value.Text,
            Drain = document?.Drain is { } drain
                ? new DrainPolicy(drain.Notice?.Value ?? DrainPolicy.Default.Notice, drain.Timeout?.Value ?? DrainPolicy.Default.Timeout)
                : DrainPolicy.Default,
        };
    }

    /// <summary>Where the state is kept.</summary>
    /// <param name="document">What the operator wrote, if anything.</param>
    /// <param name="directory">The main policy file's directory.</param>
    public static string StateDirectory(ServerDocument? document, string directory) => document?.StateDirectory?.Value.FullPath ?? Path.Combine(directory, "state");
}
