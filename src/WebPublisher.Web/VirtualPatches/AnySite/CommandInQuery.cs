namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Shell commands and template expressions in query parameters (CWE-78, CWE-1336; the class of OWASP CRS 932 to 934).</summary>
internal sealed class CommandInQuery : QueryTextPatch
{
    protected override bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text) => CommandText.IsIn(text);
}
