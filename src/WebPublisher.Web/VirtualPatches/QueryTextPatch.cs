namespace WebPublisher.Web.VirtualPatches;

/// <summary>Recognises an attack in the text of any query parameter, by name or value. Queries of letters, digits and the like are not looked at.</summary>
internal abstract class QueryTextPatch : RequestPatch
{
    /// <inheritdoc/>
    public sealed override PatchFinding? JudgeHead(PatchedRequest request)
    {
        if (request.IsQueryPlain)
        {
            return null;
        }

        foreach (var parameter in request.Parameters)
        {
            if (Blocks(parameter, parameter.Value.Span) || Blocks(parameter, parameter.Name.Span))
            {
                return PatchFinding.Query(parameter.Name);
            }
        }

        return null;
    }

    /// <summary>Whether the text is an attack.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="text">Its name or its value.</param>
    protected abstract bool Blocks(in RequestParameter parameter, ReadOnlySpan<char> text);
}
