namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>A name with control characters writes lines of its own into the log that others ban addresses by (CWE-117).</summary>
internal sealed class RoundcubeUser() : ParameterPatch(["user", "host"], forms: true)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter) =>
        (parameter.Is("_user") || parameter.Is("_host")) && NamedText.HasControl(parameter.Value.Span);
}
