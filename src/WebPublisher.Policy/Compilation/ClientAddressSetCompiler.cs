using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>clientAddressSets</c>.</summary>
internal static class ClientAddressSetCompiler
{
    /// <summary>The word by which a rule means every client.</summary>
    public const string Any = "any";

    /// <summary>Compiles and declares every set.</summary>
    public static void Compile(DocumentMap<DocumentList<Located<IPNetwork>>> documents, CompilationContext context)
    {
        foreach (var (name, networks) in documents)
        {
            context.ClientAddressSets.Declare(name, networks is null ? null : new ClientAddressSet(name.Value, [.. networks.Select(n => n.Value)]), Any);
        }
    }
}
