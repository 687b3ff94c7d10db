using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>certificates</c>.</summary>
internal static class CertificateCompiler
{
    private const int LargestFile = 1024 * 1024;

    /// <summary>Loads and declares every certificate.</summary>
    public static void Compile(DocumentMap<CertificateDocument> documents, CompilationContext context)
    {
        foreach (var (name, document) in documents)
        {
            context.Certificates.Declare(name, document is null ? null : Load(name, document, context));
        }
    }

    private static ServerCertificate? Load(Located<string> name, CertificateDocument document, CompilationContext context)
    {
        if (Problem(document) is { } problem)
        {
            context.Diagnostics.Error(name.Location, $"certificate {Quoted.Text(name.Value)}: {problem}");
            return null;
        }

        var password = SecretCompiler.Compile(document.Password, context);
        var lost = document.Has(nameof(document.Chain)) != document.Chain.HasValue
            || document.Has(nameof(document.Key)) != document.Key.HasValue
            || document.Has(nameof(document.Pkcs12)) != document.Pkcs12.HasValue
            || document.Has(nameof(document.Password)) != (password is not null);
        if (lost)
        {
            return null;
        }

        var source = new CertificateSource(
            name.Value, name.Location, document.Chain?.Value.FullPath, document.Key?.Value.FullPath, document.Pkcs12?.Value.FullPath, password);
        foreach (var path in source.Files)
        {
            context.Files.DigestOf(path, LargestFile);
        }

        return context.CertificateLoader.Load(source, context.Diagnostics);
    }

    private static string? Problem(CertificateDocument document)
    {
        var pem = document.Has(nameof(document.Chain)) || document.Has(nameof(document.Key));
        var pkcs12 = document.Has(nameof(document.Pkcs12));
        if (pem == pkcs12)
        {
            return pem ? "expected either chain and key, or pkcs12, not both" : "expected chain and key, or pkcs12";
        }

        return pem && !document.Has(nameof(document.Chain)) ? "key 'chain' is missing beside 'key'" : null;
    }
}
