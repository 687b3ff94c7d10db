namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Script in query parameters (CWE-79; the class of OWASP CRS 941).</summary>
internal sealed class MarkupInQuery : QueryTextPatch
{
    protected override bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text) => Markup.IsIn(text);
}
