namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Paths to files of the server in query parameters (CWE-22, CWE-98; the class of OWASP CRS 930 and 931).</summary>
internal sealed class FileInQuery : QueryTextPatch
{
    protected override bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text) => FileText.IsIn(text);
}
