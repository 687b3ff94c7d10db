namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>What upload-display shows is found by a name in the session; a user's setting in its place is a path of the user's choice (CVE-2017-16651).</summary>
internal sealed class RoundcubeUploadDisplay() : ParameterPatch(["from"], forms: true)
{
    private static readonly string[] s_settings = ["timezone", "language", "task", "skin", "username", "user_id", "password", "temp", "storage_host", "imap_host", "plugins", "preferences"];

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        if (!parameter.Is("_from"))
        {
            return false;
        }

        foreach (var setting in s_settings)
        {
            if (parameter.Value.Span.Trim().Equals(setting, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
