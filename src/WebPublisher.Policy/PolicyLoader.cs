using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Compilation;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy;

/// <summary>
/// Turns an operator's files into a <see cref="PublisherPolicy"/>. Keeps what did not change (certificates, roots) between loads. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock certificates are judged by.</param>
public sealed class PolicyLoader(TimeProvider time)
{
    private readonly CertificateLoader _certificates = new(time);
    private readonly TrustedRootStore _roots = new();

    /// <summary>Reads, checks and compiles the policy at <paramref name="path"/> and everything it includes or names. Never throws for bad input.</summary>
    /// <param name="path">The main policy file.</param>
    public PolicyLoadResult Load(string path)
    {
        var diagnostics = new DiagnosticList();
        if (path.Length == 0 || path.Contains('\0'))
        {
            diagnostics.Error(new SourceLocation("(policy)", 0, 0), "expected the path of a policy file");
            return new PolicyLoadResult(null, diagnostics, []);
        }

        var fullPath = Path.GetFullPath(path);
        using var files = new SourceFiles();
        var context = new CompilationContext(diagnostics, files, _certificates, _roots, time);
        var document = new PolicyDocumentReader(files, diagnostics).Read(fullPath);
        var policy = document is null ? null : PolicyCompiler.Compile(document, Path.GetDirectoryName(fullPath)!, context);
        return new PolicyLoadResult(policy, diagnostics, files.Watched)
        {
            StateDirectory = document is null ? null : ServerCompiler.StateDirectory(document.Server, Path.GetDirectoryName(fullPath)!),
        };
    }
}
