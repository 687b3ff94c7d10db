namespace WebPublisher.Web.VirtualPatches.Roundcube;

/// <summary>What becomes part of an IMAP or sieve command is one line; with a line break it is two commands (CVE-2018-9846).</summary>
internal sealed class RoundcubeLineBreak() : ParameterPatch(["%"], forms: true)
{
    // A line break is there only in what is encoded.
    private static readonly string[] s_lines =
        ["_mbox", "_uid", "_target_mbox", "_q", "_search", "_filter", "_headers", "_scope", "_interval", "_sort", "_page", "_name", "_set", "_newset", "_fid", "_sname", "_parent", "_oldname", "_part", "_flag", "_layout", "_task", "_action"];

    protected override bool Blocks(PatchedRequest request, in RequestParameter parameter)
    {
        if (!parameter.Value.Span.ContainsAny("\r\n\0"))
        {
            return false;
        }

        foreach (var name in s_lines)
        {
            if (parameter.Is(name))
            {
                return true;
            }
        }

        return false;
    }
}
