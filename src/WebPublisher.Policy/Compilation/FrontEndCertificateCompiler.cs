using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>certificate</c> of a front end.</summary>
internal static class FrontEndCertificateCompiler
{
    /// <summary>
    /// Compiles it, or its defaults when it is absent; null when it has errors. Nothing may be lost on the way: fewer roots or pins would trust more.
    /// </summary>
    public static FrontEndCertificatePolicy? Compile(FrontEndCertificateDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return new FrontEndCertificatePolicy();
        }

        var roots = document.TrustedRoots.Select(context.TrustedRoots.Resolve).ToList();
        ServerCertificate? client = null;
        var complete = !roots.Contains(null)
            && document.Has(nameof(document.TrustedRoots)) == (roots.Count > 0)
            && document.Has(nameof(document.Pins)) == (document.Pins.Count > 0);
        if (document.ClientCertificate is { } reference)
        {
            client = context.Certificates.Resolve(reference);
            complete &= client is not null;
        }

        string? name = null;
        if (document.Name is { } written)
        {
            if (HostText.Parse(written.Value, out var host) is { } problem)
            {
                context.Diagnostics.Error(written.Location, problem);
                complete = false;
            }

            name = host;
        }

        return complete
            ? new FrontEndCertificatePolicy
            {
                Name = name,
                TrustedRoots = [.. roots.SelectMany(r => r!.Certificates)],
                Pins = [.. document.Pins.Select(p => p.Value.Sha256)],
                ClientCertificate = client,
            }
            : null;
    }
}
