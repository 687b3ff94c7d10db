namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>SQL in query parameters (CWE-89; the class of OWASP CRS 942).</summary>
internal sealed class SqlInQuery : QueryTextPatch
{
    protected override bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text) => SqlText.IsIn(text);
}
