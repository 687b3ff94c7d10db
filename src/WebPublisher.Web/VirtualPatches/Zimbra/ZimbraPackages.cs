namespace WebPublisher.Web.VirtualPatches.Zimbra;

/// <summary>Packages of script are files, and with steps up in their names any (CVE-2024-33535).</summary>
internal sealed class ZimbraPackages() : ParameterPatch(["packages"], forms: false)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        parameter.Is("packages") && (!NamedText.IsOnly(parameter.Value.Span, "_-,.") || parameter.Value.Span.Contains("..", StringComparison.Ordinal));
}
