namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Log4j's look-up of names, in the target or any field (CVE-2021-44228): all of them are logged somewhere.</summary>
internal sealed class Log4Shell : FieldPatch
{
    public override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (LookUpText.IsIn(request.WholePath))
        {
            return PatchFinding.Path;
        }

        if (!request.IsQueryPlain)
        {
            foreach (var parameter in request.Parameters)
            {
                if (LookUpText.IsIn(parameter.Value.Span) || LookUpText.IsIn(parameter.Name.Span))
                {
                    return PatchFinding.Query(parameter.Name);
                }
            }
        }

        return null;
    }

    public override bool Blocks(ReadOnlySpan<char> value) => LookUpText.IsIn(value);
}
