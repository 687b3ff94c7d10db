namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>Zimbra's proxy looks users up in memcached, one line a command; a line break begins another (CVE-2022-27924).</summary>
internal sealed class ZimbraMemcached() : ParameterPatch(["%"], forms: false)
{
    protected override bool Concerns(PatchedRequest request) => !request.IsQueryPlain && (request.HasSegment("service") || request.HasSegment("home") || request.HasSegment("dav"));

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        (parameter.Value.Span.ContainsAny('\r', '\n') && !parameter.Is("body")) || parameter.Name.Span.ContainsAny('\r', '\n');
}
