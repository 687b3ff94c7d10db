namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>The filter of /h/rest makes attributes of a request out of its parameters; some of them say which file is included (CVE-2025-68645).</summary>
internal sealed class ZimbraInclude() : ParameterPatch(["servlet"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        parameter.Name.Span.TrimStart().StartsWith("javax.servlet", StringComparison.OrdinalIgnoreCase) || parameter.Name.Span.TrimStart().StartsWith("jakarta.servlet", StringComparison.OrdinalIgnoreCase);
}
