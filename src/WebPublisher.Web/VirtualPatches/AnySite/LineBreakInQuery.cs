namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Line breaks in query parameters that begin a field (CWE-113; the class of OWASP CRS 921).</summary>
internal sealed class LineBreakInQuery : QueryTextPatch
{
    protected override bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text) => LineBreakText.IsIn(parameter, text);
}
