using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles the section <c>destinationSets</c>.</summary>
internal static class DestinationSetCompiler
{
    /// <summary>The word by which a rule means every destination.</summary>
    public const string All = "all";

    /// <summary>Compiles and declares every set.</summary>
    public static void Compile(DocumentMap<DocumentList<DestinationDocument>> documents, CompilationContext context)
    {
        foreach (var (name, destinations) in documents)
        {
            context.DestinationSets.Declare(name, destinations is null ? null : Compile(name.Value, destinations), All);
        }
    }

    private static DestinationSet? Compile(string name, DocumentList<DestinationDocument> documents)
    {
        var destinations = ImmutableArray.CreateBuilder<Destination>();
        foreach (var document in documents)
        {
            // A list of paths that lost its members to errors must not become "all paths".
            if (document.Host is not { } host || (document.Has(nameof(document.Paths)) && document.Paths.Count == 0))
            {
                return null;
            }

            destinations.Add(new Destination(host.Value, [.. document.Paths.Select(p => p.Value)]));
        }

        return destinations.Count == 0 ? null : new DestinationSet(name, destinations.ToImmutable());
    }
}
