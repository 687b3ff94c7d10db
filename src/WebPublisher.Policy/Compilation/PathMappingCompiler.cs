using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>pathMapping</c> of a rule.</summary>
internal static class PathMappingCompiler
{
    /// <summary>Compiles the mapping, or returns null after an error.</summary>
    /// <param name="document">The mapping.</param>
    /// <param name="destinations">The rule's destinations; null for all.</param>
    /// <param name="context">The load.</param>
    public static PathMapping? Compile(PathMappingDocument document, DestinationSet? destinations, CompilationContext context)
    {
        if (document is not { Published: { } published, Inner: { } inner } || !IsPrefix(published, context) | !IsPrefix(inner, context))
        {
            return null;
        }

        if (destinations is not null && !destinations.Destinations.Any(d => d.Paths.IsEmpty || d.Paths.Any(p => Overlap(p, published.Value))))
        {
            context.Diagnostics.Error(
                published.Location, $"the published prefix {Quoted.Text(published.Value)} lies in no path of destination set {Quoted.Text(destinations.Name)}");
            return null;
        }

        return new PathMapping(published.Value, inner.Value);
    }

    private static bool Overlap(PathPattern pattern, string prefix) =>
        pattern.Matches(prefix) || pattern.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsPrefix(Located<string> prefix, CompilationContext context)
    {
        var problem = PathText.Problem(prefix.Value)
            ?? (prefix.Value.Contains('*') ? $"{Quoted.Text(prefix.Value)}: a prefix has no '*'; it stands for everything below it" : null)
            ?? (prefix.Value.EndsWith('/') ? null : $"{Quoted.Text(prefix.Value)} must end with '/'; write {Quoted.Text(prefix.Value + "/")}");
        if (problem is not null)
        {
            context.Diagnostics.Error(prefix.Location, problem);
        }

        return problem is null;
    }
}
