using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Sources;

/// <summary>
/// Reads the main policy file and everything it includes, and joins them to one document: lists concatenate (a file's own items, then those of its includes in
/// the order listed), names unite, and a name or section given twice is an error that names both places.
/// </summary>
internal sealed class PolicyDocumentReader(SourceFiles files, DiagnosticList diagnostics)
{
    private const int DeepestInclude = 8;
    private const int MostFiles = 256;

    private static readonly DocumentShape Shape = ShapeCatalog.Document(typeof(PolicyDocument));

    // These belong to one file: each says its own version and its own includes.
    private static readonly HashSet<string> PerFile = [nameof(PolicyDocument.Version), nameof(PolicyDocument.Include)];

    private readonly Dictionary<string, SourceLocation> _included = new(StringComparer.Ordinal);

    /// <summary>Returns the joined document, or null when the main file cannot be made sense of.</summary>
    public PolicyDocument? Read(string fullPath)
    {
        var errorsBefore = diagnostics.Count;
        if (ReadFile(fullPath, includedAt: null, depth: 0) is not { } document)
        {
            return null;
        }

        if (!document.Has(nameof(PolicyDocument.Version)) && diagnostics.Count == errorsBefore)
        {
            diagnostics.Error(document.Start, "key 'version' is missing; write version: 1");
        }

        return document;
    }

    private PolicyDocument? ReadFile(string fullPath, SourceLocation? includedAt, int depth)
    {
        var display = SourcePath.Display(fullPath);
        _included[fullPath] = includedAt ?? new SourceLocation(display, 1, 1);
        if (files.Read(fullPath, YamlLimits.FileSize, includedAt, diagnostics) is not { } content
            || YamlReader.Read(display, content, diagnostics) is not { } node)
        {
            return null;
        }

        var directory = Path.GetDirectoryName(fullPath)!;
        var document = DocumentReader.Read<PolicyDocument>(node, directory, diagnostics);
        if (document is null)
        {
            return null;
        }

        var context = new BindingContext(directory, diagnostics);
        foreach (var include in document.Include)
        {
            foreach (var path in Resolve(include, fullPath, directory))
            {
                if (MayInclude(path, include.Location, depth) && ReadFile(path, include.Location, depth + 1) is { } included)
                {
                    document = (PolicyDocument)Shape.JoinFiles(document, included, PerFile, context);
                }
            }
        }

        return document;
    }

    private List<string> Resolve(Located<string> include, string includer, string directory)
    {
        if (!IncludePattern.IsPattern(include.Value))
        {
            return [Path.GetFullPath(include.Value, directory)];
        }

        try
        {
            var matches = IncludePattern.Expand(include.Value, directory, files).Where(p => p != includer).ToList();
            if (matches.Count == 0)
            {
                diagnostics.Warning(include.Location, $"no file matches {Quoted.Text(include.Value)}");
            }

            return matches;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(include.Location, $"{Quoted.Text(include.Value)} cannot be searched: {exception.Message}");
            return [];
        }
    }

    private bool MayInclude(string path, SourceLocation location, int depth)
    {
        if (_included.TryGetValue(path, out var first))
        {
            diagnostics.Error(location, $"{Quoted.Text(SourcePath.Display(path))} is read already, because of {first}; a file is included once");
            return false;
        }

        if (depth >= DeepestInclude)
        {
            diagnostics.Error(location, $"includes are nested more than {DeepestInclude} deep");
            return false;
        }

        if (_included.Count >= MostFiles)
        {
            diagnostics.Error(location, $"a policy has at most {MostFiles} files");
            return false;
        }

        return true;
    }
}
