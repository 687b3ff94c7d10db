using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>Compiles <c>linkTranslation</c>.</summary>
internal static class LinkTranslationCompiler
{
    /// <summary>Compiles the translation of a section; null when its bodies are left as they are.</summary>
    public static LinkTranslationPolicy? Compile(LinkTranslationDocument? document, DiagnosticList diagnostics)
    {
        if (document is null)
        {
            return null;
        }

        var map = Map(document, diagnostics);
        var types = document.ContentTypes.Where(type => IsType(type, diagnostics)).Select(static type => type.Value).ToImmutableArray();
        var translation = new LinkTranslationPolicy { Map = map };
        return document.Enabled?.Value == false ? null : types.IsEmpty ? translation : translation with { ContentTypes = types };
    }

    private static ImmutableArray<LinkMapping> Map(LinkTranslationDocument document, DiagnosticList diagnostics)
    {
        var map = ImmutableArray.CreateBuilder<LinkMapping>();
        foreach (var (name, value) in document.Map)
        {
            if (Url(name, diagnostics) is not { } inner || value.Value is not { } published || !IsBeginning(published, value.Location, diagnostics))
            {
                continue;
            }

            if (map.Any(other => Covers(other.Inner, inner) && Covers(inner, other.Inner)))
            {
                diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} stands here twice; hosts and paths do not differ by case or by a slash at the end");
                continue;
            }

            map.Add(new LinkMapping(inner, published));
        }

        foreach (var (name, value) in document.Map)
        {
            if (value.Value is { } published && map.FirstOrDefault(mapping => Covers(mapping.Inner, published)) is { } again)
            {
                diagnostics.Error(value.Location, $"{Quoted.Text(published.AbsoluteUri)} would be translated in its turn: links that begin with {Quoted.Text(again.Inner.AbsoluteUri)} are");
            }
        }

        return map.ToImmutable();
    }

    private static Uri? Url(Located<string> name, DiagnosticList diagnostics)
    {
        if (!Uri.TryCreate(name.Value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || name.Value.Any(char.IsControl))
        {
            diagnostics.Error(name.Location, $"{Quoted.Text(name.Value)} is not what links begin with: http:// or https://, a host, and perhaps a port and a path");
            return null;
        }

        return IsBeginning(url, name.Location, diagnostics) ? url : null;
    }

    private static bool IsBeginning(Uri url, SourceLocation location, DiagnosticList diagnostics)
    {
        if (url.Query.Length == 0 && url.Fragment.Length == 0)
        {
            return true;
        }

        diagnostics.Error(location, $"{Quoted.Text(url.OriginalString)} is the beginning of links, so it can have no query and no fragment");
        return false;
    }

    /// <summary>Whether a link that begins with <paramref name="url"/> begins with <paramref name="beginning"/>.</summary>
    private static bool Covers(Uri beginning, Uri url) =>
        beginning.Scheme == url.Scheme && beginning.Port == url.Port && beginning.IdnHost.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (url.AbsolutePath.TrimEnd('/') + "/").StartsWith(beginning.AbsolutePath.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsType(Located<string> type, DiagnosticList diagnostics)
    {
        var slash = type.Value.IndexOf('/', StringComparison.Ordinal);
        var isSuffix = type.Value.StartsWith("*+", StringComparison.Ordinal) && HeaderText.IsToken(type.Value[2..]);
        if (isSuffix || (slash > 0 && HeaderText.IsToken(type.Value[..slash]) && HeaderText.IsToken(type.Value[(slash + 1)..]) && !type.Value.Contains('*', StringComparison.Ordinal)))
        {
            return true;
        }

        diagnostics.Error(type.Location, $"{Quoted.Text(type.Value)} is not a content type such as text/html, nor a suffix such as *+json");
        return false;
    }
}
