using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>tls</c> of a listener or receive connector.</summary>
internal static class TlsCompiler
{
    /// <summary>Compiles the settings, or the defaults of what is absent.</summary>
    public static TlsPolicy Compile(TlsDocument? document) => new(
        document?.MinimumVersion?.Value ?? TlsPolicy.Default.MinimumVersion, document?.MinimumKeyBits?.Value ?? TlsPolicy.Default.MinimumKeyBits);
}
