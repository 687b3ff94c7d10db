using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Compilation.Mail.Screening;

/// <summary>Reads what operators write about attachments: names, extensions, media types.</summary>
internal static class AttachmentPatterns
{
    private const int MostItems = 1000;

    /// <summary>Reads patterns for names; those with errors are reported and left out.</summary>
    public static ImmutableArray<FileNamePattern> Names(DocumentList<Located<string>> list, DiagnosticList diagnostics)
    {
        var names = ImmutableArray.CreateBuilder<FileNamePattern>();
        foreach (var item in Bounded(list, diagnostics))
        {
            if (item.Value.Length > FileNamePattern.MaximumLength || item.Value.AsSpan().ContainsAny('/', '\\'))
            {
                diagnostics.Error(item.Location, $"a pattern for names has {FileNamePattern.MaximumLength} characters at most and no slashes: names are compared without their folders");
            }
            else if (item.Value.AsSpan().Trim('*').IsEmpty)
            {
                diagnostics.Error(item.Location, "this pattern fits every name; write which are meant, or use '*.*' for those with an extension");
            }
            else
            {
                names.Add(new FileNamePattern(item.Value));
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Reads extensions, with or without their dot.</summary>
    public static FrozenSet<string> Extensions(DocumentList<Located<string>> list, DiagnosticList diagnostics)
    {
        var extensions = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Bounded(list, diagnostics))
        {
            var text = item.Value.TrimStart('.');
            if (text.Length is 0 or > 50 || text.Any(c => c is '.' or '*' or '?' or '/' or '\\' || char.IsWhiteSpace(c)))
            {
                diagnostics.Error(item.Location, $"{Quoted.Text(item.Value)} is not an extension such as .exe; patterns are for 'name'");
            }

            extensions.Add(text);
        }

        return extensions.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads media types.</summary>
    public static ImmutableArray<MediaTypePattern> ContentTypes(DocumentList<Located<string>> list, DiagnosticList diagnostics)
    {
        var types = ImmutableArray.CreateBuilder<MediaTypePattern>();
        foreach (var item in Bounded(list, diagnostics))
        {
            if (MediaTypePattern.TryParse(item.Value, out var pattern))
            {
                types.Add(pattern);
            }
            else
            {
                diagnostics.Error(item.Location, $"{Quoted.Text(item.Value)} is not a media type such as application/zip or video/*");
            }
        }

        return types.ToImmutable();
    }

    private static IEnumerable<Located<string>> Bounded(DocumentList<Located<string>> list, DiagnosticList diagnostics)
    {
        if (list.Count > MostItems)
        {
            diagnostics.Error(list[MostItems].Location, $"a list has {MostItems} items at most");
        }

        return list.Take(MostItems);
    }
}
