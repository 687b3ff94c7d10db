namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>The name of a search that was done, and the order of a list, are put into SQL (CVE-2021-44026).</summary>
internal sealed class RoundcubeSearch() : ParameterPatch(["search", "sort", "order"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        (parameter.Is("_search") || parameter.Is("_sort") || parameter.Is("_order")) && !NamedText.IsOnly(parameter.Value.Span, "_-,");
}
