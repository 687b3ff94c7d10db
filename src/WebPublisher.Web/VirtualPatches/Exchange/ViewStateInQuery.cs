namespace WebPublisher.Web.VirtualPatches.Exchange;

/// <summary>All installations had one key, by which a view state in the query became code (CVE-2020-0688). Pages post theirs.</summary>
internal sealed class ViewStateInQuery() : ParameterPatch(["viewstate"], forms: false)
{
    protected override bool Concerns(PatchedRequest request) => request.IsBelow("/ecp") || request.IsBelow("/owa");

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) => parameter.Is("__VIEWSTATE") || parameter.Is("__VIEWSTATEGENERATOR");
}
