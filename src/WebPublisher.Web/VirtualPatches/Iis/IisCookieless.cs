namespace WebPublisher.Web.VirtualPatches.Iis;

/// <summary>A session, forms ticket or profile that ASP.NET takes out of the path, so that what was protected is another path than what is run (CVE-2023-36899).</summary>
internal sealed class IisCookieless : RequestPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        var path = request.WholePath.AsSpan();
        for (var open = path.IndexOf("/("); open >= 0; open = path.IndexOf("/("))
        {
            path = path[(open + 2)..];
            if (path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == '(' && path.Contains("))", StringComparison.Ordinal))
            {
                return PatchFinding.Path;
            }
        }

        return null;
    }
}
