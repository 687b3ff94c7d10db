namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>The installer writes a configuration with commands that Roundcube then runs (CVE-2020-12641) and plugins that it loads (CVE-2020-12640).</summary>
internal sealed class RoundcubeInstaller() : ParameterPatch(["convert", "identify", "mime", "installer", "plugins"], forms: true)
{
    private static readonly string[] s_names = ["_im_convert_path", "_im_identify_path", "_mime_types", "_installer_config"];

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        foreach (var name in s_names)
        {
            if (parameter.Is(name))
            {
                return true;
            }
        }

        return parameter.Name.Span.StartsWith("_plugins", StringComparison.OrdinalIgnoreCase) && !NamedText.IsOnly(parameter.Value.Span, "_-");
    }
}
