namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>Folders that the web server must not show: wherever Roundcube is mounted, they stand beside program, skins and plugins, not below them.</summary>
internal sealed class RoundcubeInside : RequestPatch
{
    private static readonly string[] s_inside = ["installer", "config", "logs", "temp", "SQL", "bin", "vendor", "tests", ".git", ".svn"];
    private static readonly string[] s_files = ["composer.json", "composer.lock", "INSTALL", "UPGRADING", "CHANGELOG", "CHANGELOG.md"];

    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        var path = request.Path.AsSpan(1);
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (Is(segment, "program") || Is(segment, "skins") || Is(segment, "plugins") || Is(segment, "static.php"))
            {
                return null;
            }

            foreach (var inside in s_inside)
            {
                if (Is(segment, inside))
                {
                    return PatchFinding.Path;
                }
            }

            foreach (var file in s_files)
            {
                if (Is(segment, file))
                {
                    return PatchFinding.Path;
                }
            }
        }

        return null;
    }

    private static bool Is(ReadOnlySpan<char> segment, string name) => segment.Length == name.Length && segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
