namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Parameters by which Spring is led to the class loader of the server (CVE-2022-22965).</summary>
internal sealed class Spring4Shell() : ParameterPatch(["class"], forms: false)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        var name = parameter.Name.Span;
        return name.Length > "class.".Length
            && name.Contains("class", StringComparison.OrdinalIgnoreCase)
            && (name.Contains(".classLoader", StringComparison.OrdinalIgnoreCase) || name.Contains("['classLoader']", StringComparison.OrdinalIgnoreCase) || name.StartsWith("class.module", StringComparison.OrdinalIgnoreCase));
    }
}
