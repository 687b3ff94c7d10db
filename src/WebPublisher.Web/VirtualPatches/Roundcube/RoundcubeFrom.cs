namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>The _from of an upload names a value of the session; with an exclamation mark in it the session is read as other values than were written (CVE-2025-49113).</summary>
internal sealed class RoundcubeFrom() : ParameterPatch(["from"], forms: false)
{
    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        if (!parameter.Is("_from"))
        {
            return false;
        }

        var from = parameter.Value.Span;
        foreach (var prefix in (ReadOnlySpan<string>)["add-", "edit-"])
        {
            if (from.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                from = from[prefix.Length..];
            }
        }

        return !NamedText.IsOnly(from, "_.-");
    }
}
